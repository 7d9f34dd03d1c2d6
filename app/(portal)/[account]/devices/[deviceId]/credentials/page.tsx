import { DeviceCredentials } from "@/components/credentials/device-credentials";
import { generate, reveal, revoke, rotate } from "../../../credentials/actions";

export default function Page() {
  return <DeviceCredentials actions={{ generate, reveal, revoke, rotate }} />;
}
