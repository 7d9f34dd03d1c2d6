import { type RawBuilder, sql } from "kysely";
import { type BulkInput, type BulkKind, type BulkPermission, bulkKinds } from "@/lib/bulk/kinds";
import { type DeviceSelection, selectedDevices } from "@/lib/bulk/selection";
import { invalid, Missing } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/id";
import type { CommandContext } from "@/lib/operation/operation";

/**
 * Writes down the work and each device it is for, and promises it to the worker, in one transaction. The devices are
 * those of the selection on which the actor holds the operation's own permission; the rest is left out, and counted.
 */
export async function startWork(
  { db, actor, scope, audit, enqueue, publish }: CommandContext<BulkPermission>,
  kind: BulkKind,
  selection: DeviceSelection,
  input: Omit<BulkInput, "asked">,
  /** of all that match, only these; devices that are named one by one are all written down, with what becomes of each */
  onlyMatching?: RawBuilder<boolean>,
) {
  const id = newId();
  const words = input.group ? `${bulkKinds[kind].words}: ${input.group.name}` : bulkKinds[kind].words;
  const asked = "deviceIds" in selection ? new Set(selection.deviceIds) : null;
  const kept: BulkInput = { ...input, ...(asked && { asked: asked.size }) };
  await db
    .insertInto("bulk_action")
    .values({
      id,
      operation: kind,
      input: JSON.stringify(kept),
      requested_by_label: actor.label,
      total: 0,
    })
    .execute();
  const devices = await selectedDevices(db, actor.account.id, scope, selection);
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("bulk_action_item")
    .columns(["bulk_action_id", "position", "device_id", "device_label"])
    .expression(
      devices
        .$if(onlyMatching !== undefined && !asked, (query) => query.where(onlyMatching ?? sql<boolean>`true`))
        .select([
          sql<string>`${id}::uuid`.as("bulk_action_id"),
          sql<number>`(row_number() over (order by d.label_key, d.id))::int`.as("position"),
          "d.id as device_id",
          "d.label as device_label",
        ]),
    )
    .executeTakeFirstOrThrow();
  const total = Number(numInsertedOrUpdatedRows ?? 0);
  if (total === 0) {
    if (asked) throw new Missing("device", [...asked]);
    throw invalid("No device matches, so there is nothing to do.");
  }
  const leftOut = asked ? asked.size - total : 0;
  await db
    .updateTable("bulk_action")
    .set({ total })
    .where("account_id", "=", actor.account.id)
    .where("id", "=", id)
    .execute();
  await enqueue("run-bulk-action", {
    accountId: actor.account.id,
    userId: actor.userId,
    bulkActionId: id,
  });
  audit("bulk.started", {
    target: { kind: "bulk_action", id, label: words },
    count: total,
    ...(leftOut > 0 && { leftOut }),
    ...(input.reason && { reason: input.reason }),
    ...(input.group && { group: input.group }),
  });
  publish({ topic: "bulk_action", id, membershipId: actor.membershipId });
  return { id, total, leftOut };
}
