import { sql } from "kysely";
import { z } from "zod";
import { claim, claimItems } from "@/lib/bulk/claim-items";
import { type BulkPermission, bulkKinds, type GroupKind } from "@/lib/bulk/kinds";
import { markWork } from "@/lib/containment/public";
import {
  activateDevice,
  isolate,
  releaseDevice,
  resumeDevice,
  suspendDevice,
  whyNotIsolated,
} from "@/lib/devices/public";
import {
  addDevicesToGroup,
  findBlocked,
  holdAccess,
  holdGroup,
  refusedToPut,
  removeDevicesFromGroup,
} from "@/lib/groups/public";
import { conflict } from "@/lib/kernel/errors";
import { type CommandContext, command } from "@/lib/operation/operation";

const single = {
  activate: activateDevice,
  suspend: suspendDevice,
  resume: resumeDevice,
  release: releaseDevice,
} as const;

/** One device, done as its own command does it. */
const doStateItem = (kind: keyof typeof single) =>
  command({
    name: `bulk.do_${kind}`,
    permission: bulkKinds[kind].permission as BulkPermission,
    input: claim.extend({ items: claim.shape.items.max(1), reason: z.string() }),
    target: ({ items }) => ({ kind: "device", id: items[0]?.deviceId ?? "" }),
    async run(context, { reason, ...input }) {
      const claimed = await claimItems(context, input);
      for (const item of claimed) {
        await single[kind].run(context, single[kind].input.parse({ deviceId: item.device_id, reason }));
        await markWork(context, [item.device_id], input.bulkActionId);
      }
      return claimed.map((item) => item.position);
    },
  });

/** Some devices together: there is no time to lose, and each is refused from the moment this is committed. */
export const doIsolating = command({
  name: "bulk.do_isolate",
  permission: "device.isolate",
  input: claim.extend({ reason: z.string() }),
  async run(context, { reason, ...input }) {
    const { db, actor } = context;
    const claimed = await claimItems(context, input);
    const held = await db
      .selectFrom("device")
      .where("account_id", "=", actor.account.id)
      .where(sql<boolean>`id = any(${claimed.map((item) => item.device_id)}::uuid[])`)
      .orderBy("id")
      .select(["id", "label", "state", "isolated", "groups", "last_heard_at"])
      .forUpdate()
      .execute();
    const free = held.filter((device) => !whyNotIsolated(device));
    const blocked = Map.groupBy(held, whyNotIsolated);
    blocked.delete(null);
    const [why] = blocked.keys();
    if (free.length === 0) throw conflict(why && blocked.size === 1 ? why : "None of them can be isolated.");
    for (const [why, devices] of blocked)
      if (why) await explain(context, input.bulkActionId, idsOf(devices), why, "refused");
    await isolate(context, free, reason);
    await markWork(context, idsOf(free), input.bulkActionId);
    return claimed.map((item) => item.position);
  },
});

const idsOf = (devices: readonly { id: string }[]) => devices.map(({ id }) => id);

/** Some devices of a group together, because the group's count is then brought in line once. */
const doGroupItems = (kind: GroupKind) =>
  command({
    name: `bulk.do_${kind}`,
    permission: bulkKinds[kind].permission as BulkPermission,
    input: claim.extend({ groupId: z.uuid() }),
    target: ({ groupId }) => ({ kind: "group", id: groupId }),
    async run(context, { groupId, ...input }) {
      // before the devices, which claiming holds
      if (kind === "add_to_group") await holdAccess(context.db);
      const claimed = await claimItems(context, input);
      const blocked = kind === "add_to_group" ? await refuseBlocked(context, groupId, input, claimed) : [];
      const deviceIds = claimed.map((item) => item.device_id).filter((id) => !blocked.includes(id));
      const move = { groupId, deviceIds };
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

/** What the asker may not put there is told with each of these devices, and the others are put there. Throws Refused for all of them. */
async function refuseBlocked(
  context: CommandContext<"group.assign">,
  groupId: string,
  { bulkActionId }: { bulkActionId: string },
  claimed: readonly { device_id: string }[],
): Promise<string[]> {
  const group = await holdGroup(context.db, context.actor.account.id, groupId);
  const blocked = await findBlocked(
    context,
    group,
    claimed.map((item) => item.device_id),
  );
  if (blocked.length > 0 && blocked.length === claimed.length) throw refusedToPut(group, blocked);
  for (const device of blocked)
    await explain(context, bulkActionId, [device.id], refusedToPut(group, [device]).message, "refused");
  return blocked.map((device) => device.id);
}

async function explain(
  { db, actor }: CommandContext<BulkPermission>,
  bulkActionId: string,
  deviceIds: readonly string[],
  reason: string,
  outcome: "done" | "refused" = "done",
): Promise<void> {
  await db
    .updateTable("bulk_action_item")
    .set({ reason, outcome })
    .where("account_id", "=", actor.account.id)
    .where("bulk_action_id", "=", bulkActionId)
    .where(sql<boolean>`device_id = any(${deviceIds}::uuid[])`)
    .execute();
}

export const doActivating = doStateItem("activate");
export const doSuspending = doStateItem("suspend");
export const doResuming = doStateItem("resume");
export const doReleasing = doStateItem("release");
export const doAddingToGroup = doGroupItems("add_to_group");
export const doRemovingFromGroup = doGroupItems("remove_from_group");
