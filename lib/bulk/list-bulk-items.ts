import { z } from "zod";
import { Missing } from "@/lib/kernel/errors";
import { query } from "@/lib/operation/operation";

/** What became of each device of some work, in the order it is done. Devices the viewer does not see are not in it. */
export const listBulkItems = query({
  name: "bulk.list_items",
  permission: "device.view",
  input: z.object({
    bulkActionId: z.uuid(),
    outcome: z.enum(["waiting", "done", "refused"]).optional(),
    after: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  target: ({ bulkActionId }) => ({ kind: "bulk_action", id: bulkActionId }),
  async run({ db, actor }, { bulkActionId, outcome, after, limit }) {
    const action = await db
      .selectFrom("bulk_action")
      .where("account_id", "=", actor.account.id)
      .where("id", "=", bulkActionId)
      .select("id")
      .executeTakeFirst();
    if (!action) throw new Missing("bulk_action", [bulkActionId]);
    const rows = await db
      .selectFrom("bulk_action_item")
      .where("account_id", "=", actor.account.id)
      .where("bulk_action_id", "=", bulkActionId)
      .where("position", ">", after)
      .$if(outcome !== undefined, (items) => items.where("outcome", "=", outcome ?? ""))
      .orderBy("position")
      .limit(limit + 1)
      .select(["position", "device_id", "device_label", "outcome", "reason"])
      .execute();
    return {
      items: rows.slice(0, limit).map((row) => ({
        position: row.position,
        deviceId: row.device_id,
        label: row.device_label,
        outcome: row.outcome as "waiting" | "done" | "refused",
        reason: row.reason,
      })),
      next: rows.length > limit ? (rows[limit - 1]?.position ?? null) : null,
    };
  },
});

export type BulkItems = Awaited<ReturnType<typeof listBulkItems.run>>;
