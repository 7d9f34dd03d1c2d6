import type { AccountDb } from "@/db/scoped";
import { Missing } from "@/lib/kernel/errors";

/** A credential and its device, as far as both are in the operation's scope. Throws Missing otherwise. */
export async function holdCredential(db: AccountDb, accountId: string, credentialId: string) {
  const found = await db
    .selectFrom("device_credential as c")
    .innerJoin("device as d", (join) =>
      join.on("d.account_id", "=", accountId).onRef("d.id", "=", "c.device_id"),
    )
    .where("c.account_id", "=", accountId)
    .where("c.id", "=", credentialId)
    .select([
      "c.id",
      "c.username",
      "c.revoked_at",
      "c.valid_until",
      "c.kept_one_way_at",
      "c.bound_to",
      "c.nas_only",
      "d.id as device_id",
      "d.label",
      "d.imsi",
      "d.msisdn",
      "d.imei",
      "d.groups",
    ])
    .executeTakeFirst();
  if (!found) throw new Missing("credential", [credentialId]);
  return found;
}
