import { z } from "zod";
import { holdGroup } from "@/lib/groups/hold-group";
import { putIntoGroup } from "@/lib/groups/put-into-group";
import { recordMoves } from "@/lib/groups/record-moves";
import { Missing } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";

/**
 * Puts devices into a group, which lets everyone who works in that group see them. Group and devices must all be where
 * the actor may assign; otherwise nothing is done.
 */
export const addDevicesToGroup = command({
  name: "group.add_devices",
  permission: "group.assign",
  input: z.object({ groupId: z.uuid(), deviceIds: z.array(z.uuid()).min(1).max(10_000) }),
  target: ({ groupId }) => ({ kind: "group", id: groupId }),
  async run(context, { groupId, deviceIds }) {
    const { db, actor } = context;
    const group = await holdGroup(db, actor.account.id, groupId);
    const { added, alreadyIn, missing } = await putIntoGroup(db, actor.account.id, group.no, deviceIds);
    if (missing.length > 0) throw new Missing("device", missing);
    recordMoves(context, "group.devices_added", group, added);
    return { added: added.length, alreadyIn };
  },
});
