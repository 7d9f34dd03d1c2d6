import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreeradius } from "../gateway/freeradius/start";
import { type Attributes, HeldSessions } from "../gateway/test-nas/sessions";
import { startTestNas, type TestNas } from "../gateway/test-nas/start";
import { readPortal } from "./portal";

/** What this machine lacks for a NAS of its own, or null. */
export function lacking(): string | null {
  const found = findFreeradius();
  return "missing" in found ? found.missing : null;
}

/** The portal's lab-nas-1, which nobody but a journey runs. Its records reach the portal as a gateway's do. */
export async function startLabNas(): Promise<{
  nas: TestNas;
  sessions: HeldSessions;
  stop(): Promise<void>;
}> {
  const portal = readPortal();
  const known = portal.nases.find(({ name }) => name === "lab-nas-1");
  const freeradius = findFreeradius();
  if (!known || "missing" in freeradius) throw new Error("There is no lab-nas-1 here.");
  const tell = async (records: readonly Attributes[]) => {
    const answer = await fetch(`${portal.ingestUrl}/api/radius/accounting`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${portal.gateways[0]?.token}`,
      },
      body: JSON.stringify(records),
    });
    if (!answer.ok) throw new Error(`The portal did not take a record: ${answer.status}`);
  };
  const { name, address, port, secret } = known;
  const sessions = new HeldSessions({ name, address }, tell);
  const folder = mkdtempSync(join(tmpdir(), "cordon-lab-nas-"));
  const nas = await startTestNas(freeradius, { folder, name, secret, port, sessions });
  return {
    nas,
    sessions,
    async stop() {
      await nas.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const digits = (count: number) =>
  Array.from({ length: count }, () => String(Math.floor(Math.random() * 10))).join("");

/** An IMSI that no other journey has. */
export const newImsi = () => `20408${digits(10)}`;

/** What a NAS says of this SIM in every record. */
export const recordOf = (imsi: string, userName: string): Attributes => ({
  "User-Name": userName,
  "3GPP-IMSI": imsi,
  "Framed-IP-Address": `10.98.${Number(imsi.slice(-4, -2))}.${Number(imsi.slice(-2)) + 1}`,
  "Acct-Interim-Interval": 5,
});
