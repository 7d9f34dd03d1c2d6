import { DeviceOverview } from "@/components/devices/device-overview";

export default function Page() {
  return <DeviceOverview />;
}
