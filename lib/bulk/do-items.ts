import { sql } from "kysely";
import { z } from "zod";
import { claim, claimItems } from "@/lib/bulk/claim-items";
import { type BulkPermission, bulkKinds, type GroupKind, type StateKind } from "@/lib/bulk/kinds";
import { activateDevice, resumeDevice, suspendDevice } from "@/lib/devices/public";
import { addDevicesToGroup, removeDevicesFromGroup } from "@/lib/groups/public";
import { type CommandContext, command } from "@/lib/operation/operation";

const single = { activate: activateDevice, suspend: suspendDevice, resume: resumeDevice } as const;

/** One device, done as its own command does it. */
const doStateItem = (kind: StateKind) =>
  command({
    name: `bulk.do_${kind}`,
    permission: bulkKinds[kind].permission as BulkPermission,
    input: claim.extend({ items: claim.shape.items.max(1), reason: z.string() }),
    target: ({ items }) => ({ kind: "device", id: items[0]?.deviceId ?? "" }),
    async run(context, { reason, ...input }) {
      const claimed = await claimItems(context, input);
      for (const item of claimed)
        await single[kind].run(context, single[kind].input.parse({ deviceId: item.device_id, reason }));
      return claimed.map((item) => item.position);
    },
  });

/** Some devices of a group together, because the group's count is then brought in line once. */
const doGroupItems = (kind: GroupKind) =>
  command({
    name: `bulk.do_${kind}`,
    permission: bulkKinds[kind].permission as BulkPermission,
    input: claim.extend({ groupId: z.uuid() }),
    target: ({ groupId }) => ({ kind: "group", id: groupId }),
    async run(context, { groupId, ...input }) {
      const claimed = await claimItems(context, input);
      const move = { groupId, deviceIds: claimed.map((item) => item.device_id) };
      const same =
        kind === "add_to_group"
          ? (await addDevicesToGroup.run(context, move)).alreadyIn
          : (await removeDevicesFromGroup.run(context, move)).notIn;
      if (same.length > 0) await explain(context, input.bulkActionId, same, sameBefore[kind]);
      return claimed.map((item) => item.position);
    },
  });

const sameBefore: Record<GroupKind, string> = {
  add_to_group: "Was in the group already.",
  remove_from_group: "Was not in the group.",
};

async function explain(
  { db, actor }: CommandContext<BulkPermission>,
  bulkActionId: string,
  deviceIds: readonly string[],
  reason: string,
): Promise<void> {
  await db
    .updateTable("bulk_action_item")
    .set({ reason })
    .where("account_id", "=", actor.account.id)
    .where("bulk_action_id", "=", bulkActionId)
    .where(sql<boolean>`device_id = any(${deviceIds}::uuid[])`)
    .execute();
}

export const doActivating = doStateItem("activate");
export const doSuspending = doStateItem("suspend");
export const doResuming = doStateItem("resume");
export const doAddingToGroup = doGroupItems("add_to_group");
export const doRemovingFromGroup = doGroupItems("remove_from_group");
