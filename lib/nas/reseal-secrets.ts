import type { withWorkerDb } from "@/db/jobs";
import { type KeyRing, keyRing } from "@/lib/credentials/public";
import { openNasSecret, sealNasSecret } from "@/lib/nas/seal-secret";

/** Seals the secrets of NASes anew under the newest key; one that is changed meanwhile is left alone. */
export async function resealNasSecrets(
  inTransaction: typeof withWorkerDb,
  ring: KeyRing = keyRing(),
): Promise<number> {
  return inTransaction(async (db) => {
    const rows = await db
      .selectFrom("nas")
      .select(["id", "disconnect_secret_sealed as sealed", "disconnect_key_version as keyVersion"])
      .where("disconnect_secret_sealed", "is not", null)
      .where("disconnect_key_version", "<>", ring.newest)
      .execute();
    let done = 0;
    for (const { id, sealed, keyVersion } of rows) {
      if (sealed === null || keyVersion === null) continue;
      const anew = sealNasSecret(id, openNasSecret(id, sealed, keyVersion, ring), ring);
      const { numUpdatedRows } = await db
        .updateTable("nas")
        .set({ disconnect_secret_sealed: anew.sealed, disconnect_key_version: anew.keyVersion })
        .where("id", "=", id)
        .where("disconnect_secret_sealed", "=", sealed)
        .executeTakeFirst();
      done += Number(numUpdatedRows);
    }
    return done;
  });
}
