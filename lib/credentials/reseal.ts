import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { withWorkerDb } from "@/db/jobs";
import { type KeyRing, keyRing } from "@/lib/credentials/keys";
import { openPassword, sealedLength, sealInto, sealingKey } from "@/lib/credentials/seal";

const PORTION = 1_000;
const none = "00000000-0000-0000-0000-000000000000";

interface Row {
  account_id: string;
  id: string;
  device_id: string;
  sealed: Buffer;
  key_version: number;
}

/**
 * Seals every password anew under the newest key, some at a time, while the network goes on signing devices on. What is
 * replaced or revoked meanwhile is left alone; begun again, it goes on with what is still under another key.
 */
export async function resealCredentials(
  inTransaction: typeof withWorkerDb,
  tell: (done: number) => void = () => undefined,
  ring: KeyRing = keyRing(),
): Promise<number> {
  const key = sealingKey(ring);
  let [account, id] = [none, none];
  for (let done = 0; ; ) {
    const rows = await inTransaction(async (db) => {
      const { rows } = await sql<Row>`
        select * from credentials_sealed_otherwise(${key.version}::smallint, ${account}::uuid, ${id}::uuid, ${PORTION})
      `.execute(db);
      if (rows.length === 0) return rows;
      const after = rows.map((row) => {
        const owner = { accountId: row.account_id, deviceId: row.device_id };
        const password = openPassword(owner, { sealed: row.sealed, keyVersion: row.key_version }, ring);
        const sealed = Buffer.alloc(sealedLength(password.length));
        sealInto(sealed, owner, password, randomBytes(12), key);
        password.fill(0);
        return sealed;
      });
      const resealed = await sql<{ resealed: number }>`
        select reseal_credentials(${rows.map((row) => row.account_id)}::uuid[], ${rows.map((row) => row.id)}::uuid[],
          ${rows.map((row) => row.sealed)}::bytea[], ${after}::bytea[], ${key.version}::smallint) as resealed
      `.execute(db);
      done += resealed.rows[0]?.resealed ?? 0;
      return rows;
    });
    const last = rows.at(-1);
    if (!last) return done;
    [account, id] = [last.account_id, last.id];
    tell(done);
  }
}
