import { HistoryList } from "@/components/devices/history-list";

export default function Page() {
  return <HistoryList />;
}
