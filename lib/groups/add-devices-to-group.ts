import { z } from "zod";
import { assertByHand } from "@/lib/groups/assert-by-hand";
import { assertMayPut } from "@/lib/groups/assert-may-put";
import { holdAccess } from "@/lib/groups/hold-access";
import { holdGroup } from "@/lib/groups/hold-group";
import { putIntoGroup } from "@/lib/groups/put-into-group";
import { recordMoves } from "@/lib/groups/record-moves";
import { Missing } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";

/**
 * Puts devices into a group, which gives everyone who works in that group what they hold there. Group and devices must all
 * be where the actor may assign, and she must hold on them what she gives; otherwise nothing is done.
 */
export const addDevicesToGroup = command({
  name: "group.add_devices",
  permission: "group.assign",
  input: z.object({ groupId: z.uuid(), deviceIds: z.array(z.uuid()).min(1).max(10_000) }),
  target: ({ groupId }) => ({ kind: "group", id: groupId }),
  async run(context, { groupId, deviceIds }) {
    const { db, actor } = context;
    await holdAccess(db);
    const group = await holdGroup(db, actor.account.id, groupId);
    assertByHand(group);
    await assertMayPut(context, group, deviceIds);
    const { added, alreadyIn, missing } = await putIntoGroup(db, actor.account.id, group.no, deviceIds);
    if (missing.length > 0) throw new Missing("device", missing);
    recordMoves(context, "group.devices_added", group, added);
    return { added: added.length, alreadyIn };
  },
});
