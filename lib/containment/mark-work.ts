import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";

/** Says which work on many devices the containments of these devices, just begun, are part of. */
export async function markWork(
  { db, actor, now }: { db: AccountDb; actor: Member; now: Date },
  deviceIds: readonly string[],
  bulkActionId: string,
): Promise<void> {
  await db
    .updateTable("containment")
    .set({ bulk_action_id: bulkActionId })
    .where("account_id", "=", actor.account.id)
    .where(sql<boolean>`device_id = any(${deviceIds}::uuid[])`)
    .where("status", "not in", ["released", "superseded"])
    .where("asked_at", "=", now)
    .execute();
}
