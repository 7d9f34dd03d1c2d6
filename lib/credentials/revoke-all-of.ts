import type { AccountDb } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";

/** Revokes what a device could still sign on with. Says which usernames; whoever asks records it. */
export async function revokeAllOf(
  { db, actor, now }: { db: AccountDb; actor: Member; now: Date },
  deviceId: string,
): Promise<string[]> {
  const revoked = await db
    .updateTable("device_credential")
    .set({ revoked_at: now, revoked_by_label: actor.label })
    .where("account_id", "=", actor.account.id)
    .where("device_id", "=", deviceId)
    .where("revoked_at", "is", null)
    .where((eb) => eb.or([eb("valid_until", "is", null), eb("valid_until", ">", now)]))
    .returning("username")
    .execute();
  return revoked.map(({ username }) => username);
}
