import { z } from "zod";
import { type BulkInput, type BulkKind, bulkKinds } from "@/lib/bulk/kinds";
import { Missing } from "@/lib/kernel/errors";
import { query } from "@/lib/operation/operation";

/** How far some work on many devices is. */
export const getBulkAction = query({
  name: "bulk.get",
  permission: "device.view",
  input: z.object({ bulkActionId: z.uuid() }),
  target: ({ bulkActionId }) => ({ kind: "bulk_action", id: bulkActionId }),
  async run({ db, actor }, { bulkActionId }) {
    const row = await db
      .selectFrom("bulk_action")
      .where("account_id", "=", actor.account.id)
      .where("id", "=", bulkActionId)
      .selectAll()
      .executeTakeFirst();
    if (!row) throw new Missing("bulk_action", [bulkActionId]);
    const kind = row.operation as BulkKind;
    const { asked, group, reason } = row.input as unknown as BulkInput;
    const held = actor.scopes.get(bulkKinds[kind].permission);
    return {
      id: row.id,
      kind,
      group: group ?? null,
      reason: reason ?? "",
      leftOut: asked === undefined ? 0 : Math.max(0, asked - row.total),
      requestedBy: row.requested_by_label,
      status: row.status as "waiting" | "running" | "done" | "cancelled" | "failed",
      total: row.total,
      done: row.done,
      refused: row.refused,
      createdAt: row.created_at.toISOString(),
      finishedAt: row.finished_at?.toISOString() ?? null,
      mayCancel:
        row.finished_at === null &&
        (held === "all" || (held !== undefined && row.requested_by === actor.membershipId)),
    };
  },
});

export type BulkAction = Awaited<ReturnType<typeof getBulkAction.run>>;
