import { sql } from "kysely";
import type { AccountDb, AccountReader } from "@/db/scoped";
import { openPassword } from "@/lib/credentials/seal";

export interface Opened {
  id: string;
  deviceId: string;
  username: string;
  password: string;
}

/** The passwords of these credentials, as far as they are in the transaction's scope and still good. */
export async function openCredentials(
  db: AccountReader | AccountDb,
  accountId: string,
  credentialIds: readonly string[],
  now: Date,
): Promise<Opened[]> {
  const { rows } = await sql<{
    id: string;
    device_id: string;
    username: string;
    sealed: Buffer;
    key_version: number;
  }>`select * from open_credentials(${credentialIds}::uuid[], ${now}::timestamptz)`.execute(
    db as AccountReader,
  );
  return rows.map(({ id, device_id: deviceId, username, sealed, key_version: keyVersion }) => ({
    id,
    deviceId,
    username,
    password: openPassword({ accountId, deviceId }, { sealed, keyVersion }).toString("ascii"),
  }));
}
