import { DeviceCredentials } from "@/components/credentials/device-credentials";
import { bind, generate, reveal, revoke, rotate } from "../../../credentials/actions";

export default function Page() {
  return <DeviceCredentials actions={{ bind, generate, reveal, revoke, rotate }} />;
}
