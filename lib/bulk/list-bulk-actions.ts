import { z } from "zod";
import type { BulkInput, BulkKind } from "@/lib/bulk/kinds";
import { query } from "@/lib/operation/operation";

/** What somebody lately asked to be done to many devices. */
export const listBulkActions = query({
  name: "bulk.list",
  permission: "device.view",
  input: z.object({ limit: z.coerce.number().int().min(1).max(50).default(10) }),
  async run({ db, actor }, { limit }) {
    const rows = await db
      .selectFrom("bulk_action")
      .where("account_id", "=", actor.account.id)
      .where("requested_by", "=", actor.membershipId)
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(limit)
      .select(["id", "operation", "input", "status", "total", "done", "refused", "created_at"])
      .execute();
    return rows.map((row) => ({
      id: row.id,
      kind: row.operation as BulkKind,
      group: (row.input as unknown as BulkInput).group?.name ?? null,
      status: row.status,
      total: row.total,
      done: row.done,
      refused: row.refused,
      createdAt: row.created_at.toISOString(),
    }));
  },
});

export type RecentWork = Awaited<ReturnType<typeof listBulkActions.run>>;
