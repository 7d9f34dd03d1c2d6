import "server-only";
import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";
import { type BulkInput, type BulkKind, bulkKinds } from "@/lib/bulk/kinds";
import { actAsSystem } from "@/lib/operation/act-as-system";

export interface Work {
  accountId: string;
  bulkActionId: string;
}

export interface WaitingItem {
  position: number;
  deviceId: string;
}

/** Says that the work runs, and what it is. Null when it has ended. */
export function beginWork({ accountId, bulkActionId }: Work) {
  return actAsSystem(accountId, "bulk.begin", async ({ db, publish }) => {
    const row = await db
      .updateTable("bulk_action")
      .set({ status: "running" })
      .where("account_id", "=", accountId)
      .where("id", "=", bulkActionId)
      .where("status", "in", ["waiting", "running"])
      .returning(["operation", "input", "requested_by"])
      .executeTakeFirst();
    if (!row) return null;
    publish({ topic: "bulk_action", id: bulkActionId, membershipId: row.requested_by });
    return { kind: row.operation as BulkKind, input: row.input as unknown as BulkInput };
  });
}

export function waitingItems(
  { accountId, bulkActionId }: Work,
  after: number,
  most: number,
): Promise<WaitingItem[]> {
  return actAsSystem(accountId, "bulk.waiting", ({ db }) =>
    db
      .selectFrom("bulk_action_item")
      .where("account_id", "=", accountId)
      .where("bulk_action_id", "=", bulkActionId)
      .where("position", ">", after)
      .where("outcome", "=", "waiting")
      .orderBy("position")
      .limit(most)
      .select(["position", "device_id as deviceId"])
      .execute(),
  );
}

/** Refuses these items, or all that wait, with the reason that the asker reads. What is done stays done. */
export async function refuseItems(
  { accountId, bulkActionId }: Work,
  positions: readonly number[] | "all",
  reason: string,
): Promise<void> {
  await actAsSystem(accountId, "bulk.refuse", ({ db }) =>
    db
      .updateTable("bulk_action_item")
      .set({ outcome: "refused", reason })
      .where("account_id", "=", accountId)
      .where("bulk_action_id", "=", bulkActionId)
      .where("outcome", "=", "waiting")
      .$if(positions !== "all", (items) =>
        items.where(sql<boolean>`position = any(${positions === "all" ? [] : positions}::int[])`),
      )
      .execute(),
  );
}

/** Writes down how far the work is. False when it goes on no longer, because somebody cancelled it. */
export function reportWork({ accountId, bulkActionId }: Work): Promise<boolean> {
  return actAsSystem(accountId, "bulk.report", async ({ db, publish }) => {
    const counts = await countOutcomes(db, accountId, bulkActionId);
    const row = await db
      .updateTable("bulk_action")
      .set(counts)
      .where("account_id", "=", accountId)
      .where("id", "=", bulkActionId)
      .returning(["status", "requested_by"])
      .executeTakeFirst();
    if (row) publish({ topic: "bulk_action", id: bulkActionId, membershipId: row.requested_by });
    return row?.status === "running";
  });
}

export async function finishWork({ accountId, bulkActionId }: Work): Promise<void> {
  await actAsSystem(accountId, "bulk.finish", async ({ db, audit, publish }) => {
    const counts = await countOutcomes(db, accountId, bulkActionId);
    const row = await db
      .updateTable("bulk_action")
      .set({ ...counts, status: "done", finished_at: new Date() })
      .where("account_id", "=", accountId)
      .where("id", "=", bulkActionId)
      .where("status", "=", "running")
      .returning(["operation", "requested_by", "requested_by_label"])
      .executeTakeFirst();
    if (!row) return;
    audit("bulk.finished", {
      target: {
        kind: "bulk_action",
        id: bulkActionId,
        label: bulkKinds[row.operation as BulkKind].words,
      },
      ...counts,
      requestedBy: row.requested_by_label,
    });
    publish({ topic: "bulk_action", id: bulkActionId, membershipId: row.requested_by });
  });
}

async function countOutcomes(db: AccountDb, accountId: string, bulkActionId: string) {
  return db
    .selectFrom("bulk_action_item")
    .where("account_id", "=", accountId)
    .where("bulk_action_id", "=", bulkActionId)
    .select([
      sql<number>`count(*) filter (where outcome = 'done')`.as("done"),
      sql<number>`count(*) filter (where outcome = 'refused')`.as("refused"),
    ])
    .executeTakeFirstOrThrow();
}
