import { z } from "zod";
import { assertByHand } from "@/lib/groups/assert-by-hand";
import { holdGroup } from "@/lib/groups/hold-group";
import { recordMoves } from "@/lib/groups/record-moves";
import { takeOutOfGroup } from "@/lib/groups/take-out-of-group";
import { Missing } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";

/** Takes devices out of a group: who sees them only through it sees them no more. */
export const removeDevicesFromGroup = command({
  name: "group.remove_devices",
  permission: "group.assign",
  input: z.object({ groupId: z.uuid(), deviceIds: z.array(z.uuid()).min(1).max(10_000) }),
  target: ({ groupId }) => ({ kind: "group", id: groupId }),
  async run(context, { groupId, deviceIds }) {
    const { db, actor } = context;
    const group = await holdGroup(db, actor.account.id, groupId);
    assertByHand(group);
    const { removed, notIn, missing } = await takeOutOfGroup(db, actor.account.id, group.no, deviceIds);
    if (missing.length > 0) throw new Missing("device", missing);
    recordMoves(context, "group.devices_removed", group, removed);
    return { removed: removed.length, notIn };
  },
});
