import { sql } from "kysely";
import { z } from "zod";
import type { BulkPermission } from "@/lib/bulk/kinds";
import { conflict, Missing } from "@/lib/kernel/errors";
import type { CommandContext } from "@/lib/operation/operation";

export const claim = z.object({
  bulkActionId: z.uuid(),
  items: z.array(z.object({ position: z.int(), deviceId: z.uuid() })).min(1),
});

/**
 * Marks items done in the very transaction that does them: each device once, however often the work is interrupted.
 * It comes before the doing, since afterwards a device may be out of sight. Items whose device is not in the operation's
 * scope stay as they are; throws Missing when that is all of them.
 */
export async function claimItems(
  { db, actor }: CommandContext<BulkPermission>,
  { bulkActionId, items }: z.output<typeof claim>,
): Promise<{ position: number; device_id: string }[]> {
  const positions = items.map((item) => item.position);
  const claimed = await db
    .updateTable("bulk_action_item")
    .set({ outcome: "done" })
    .where("account_id", "=", actor.account.id)
    .where("bulk_action_id", "=", bulkActionId)
    .where(sql<boolean>`position = any(${positions}::int[])`)
    .where("outcome", "=", "waiting")
    .where(
      sql<boolean>`exists (select from device d where d.account_id = ${actor.account.id} and d.id = device_id)`,
    )
    .returning(["position", "device_id"])
    .execute();
  if (claimed.length > 0) return claimed;
  const { waiting, seen } = await db
    .selectFrom("bulk_action_item")
    .where("account_id", "=", actor.account.id)
    .where("bulk_action_id", "=", bulkActionId)
    .where(sql<boolean>`position = any(${positions}::int[])`)
    .select([
      sql<number>`count(*)`.as("seen"),
      sql<number>`count(*) filter (where outcome = 'waiting')`.as("waiting"),
    ])
    .executeTakeFirstOrThrow();
  if (seen > 0 && waiting === 0) throw conflict("Another worker has done this already.");
  throw new Missing(
    "device",
    items.map((item) => item.deviceId),
  );
}
