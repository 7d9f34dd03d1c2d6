import type { AccountDb } from "@/db/scoped";
import { makeRecords } from "@/lib/credentials/make-records";
import { readRules } from "@/lib/credentials/rules";
import { openPassword, sealedLength } from "@/lib/credentials/seal";
import { storeCredentials } from "@/lib/credentials/store";

export interface NetworkCredential {
  username: string;
  password: string;
}

/** Gives these SIMs what they sign on with, as the portal does, and tells it to the demonstration's network. */
export async function seedCredentials(
  db: AccountDb,
  accountId: string,
  devices: readonly { id: string; iccid: string }[],
): Promise<Map<string, NetworkCredential>> {
  const rules = await readRules(db);
  const now = new Date();
  const recipients = devices.map(({ id, iccid }) => ({ deviceId: id, username: `${iccid}@${rules.realm}` }));
  const records = makeRecords(accountId, recipients, rules);
  const terms = { now, validFrom: now, validUntil: null, bulkActionId: null, replacing: null };
  await storeCredentials(db, records, { ...terms, by: "Demonstration data" });
  const width = sealedLength(rules.passwordLength);
  return new Map(
    recipients.map(({ deviceId, username }, n) => {
      const sealed = records.sealed.subarray(n * width, (n + 1) * width);
      const password = openPassword({ accountId, deviceId }, { sealed, keyVersion: records.keyVersion });
      return [deviceId, { username, password: password.toString("latin1") }];
    }),
  );
}
