import { DeviceContainment } from "@/components/containment/device-containment";
import { getContainment } from "@/lib/containment/get-containment";
import { ask } from "@/lib/operation/ask";
import { askAgain } from "../../actions";
import { deviceIn } from "../device-id";

export default async function Page({ params }: { params: Promise<{ account: string; deviceId: string }> }) {
  const { account, deviceId } = await deviceIn(params);
  return <DeviceContainment first={await ask(account, getContainment, { deviceId })} retry={askAgain} />;
}
