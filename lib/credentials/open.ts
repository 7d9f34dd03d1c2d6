import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";
import { hashOneWay } from "@/lib/credentials/one-way";
import { openPassword } from "@/lib/credentials/seal";

export interface Opened {
  id: string;
  deviceId: string;
  username: string;
  password: string;
  /** this was the last time that it could be opened */
  oneWay: boolean;
}

/**
 * The passwords of these credentials, as far as they are in the transaction's scope, still good and not kept one way. Where the
 * account keeps them so, what is opened here is a hash when the transaction ends, and does not open again.
 */
export async function openCredentials(
  db: AccountDb,
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
    one_way: boolean;
  }>`select * from open_credentials(${credentialIds}::uuid[], ${now}::timestamptz)`.execute(db);
  const hashes = new Map<string, string>();
  const opened = rows.map(({ id, device_id: deviceId, username, sealed, key_version, one_way: oneWay }) => {
    const owner = { accountId, deviceId };
    const password = openPassword(owner, { sealed, keyVersion: key_version });
    if (oneWay) hashes.set(id, hashOneWay(owner, password));
    return { id, deviceId, username, password: password.toString("ascii"), oneWay };
  });
  if (hashes.size > 0) await keepOneWay(db, hashes);
  return opened;
}

async function keepOneWay(db: AccountDb, hashes: ReadonlyMap<string, string>): Promise<void> {
  const { rows } = await sql<{ kept: number }>`
    select keep_one_way(${[...hashes.keys()]}::uuid[], ${[...hashes.values()]}::text[]) as kept`.execute(db);
  if (rows[0]?.kept !== hashes.size)
    throw new Error("Not every password that was opened could be kept one way");
}
