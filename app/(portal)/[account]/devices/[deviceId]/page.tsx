import { OpenContainment } from "@/components/containment/open-containment";
import { DeviceOverview } from "@/components/devices/device-overview";
import { askAgain, setPlanAndAddress } from "../actions";

export default function Page() {
  return (
    <>
      <OpenContainment retry={askAgain} />
      <DeviceOverview setNetwork={setPlanAndAddress} />
    </>
  );
}
