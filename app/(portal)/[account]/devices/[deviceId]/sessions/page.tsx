import { SessionList } from "@/components/devices/session-list";

export default function Page() {
  return <SessionList />;
}
