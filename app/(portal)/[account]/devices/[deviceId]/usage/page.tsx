import { UsageTab } from "@/components/devices/usage-tab";

export default function Page() {
  return <UsageTab />;
}
