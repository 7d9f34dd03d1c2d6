import { DeviceReach } from "@/components/devices/device-reach";
import { listDeviceReach } from "@/lib/matrix/list-device-reach";
import { ask } from "@/lib/operation/ask";
import { deviceIn } from "../device-id";

export default async function Page({ params }: { params: Promise<{ account: string; deviceId: string }> }) {
  const { account, deviceId } = await deviceIn(params);
  return <DeviceReach first={await ask(account, listDeviceReach, { deviceId })} />;
}
