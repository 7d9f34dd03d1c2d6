import type { AccountDb } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";

/** Says which work on many devices the containment of this device, just begun, is part of. */
export async function markWork(
  { db, actor, now }: { db: AccountDb; actor: Member; now: Date },
  deviceId: string,
  bulkActionId: string,
): Promise<void> {
  await db
    .updateTable("containment")
    .set({ bulk_action_id: bulkActionId })
    .where("account_id", "=", actor.account.id)
    .where("device_id", "=", deviceId)
    .where("status", "not in", ["released", "superseded"])
    .where("asked_at", "=", now)
    .execute();
}
