import { z } from "zod";
import { assertByHand } from "@/lib/groups/assert-by-hand";
import { assertMayPut } from "@/lib/groups/assert-may-put";
import { holdAccess } from "@/lib/groups/hold-access";
import { holdGroup } from "@/lib/groups/hold-group";
import { matchLines } from "@/lib/groups/match-lines";
import { putIntoGroup } from "@/lib/groups/put-into-group";
import { recordMoves } from "@/lib/groups/record-moves";
import { foundDevices, reportLines } from "@/lib/groups/report-lines";
import { invalid } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";

/** Puts the devices that pasted lines name into a group, and says for each line what came of it. */
export const addPastedDevices = command({
  name: "group.add_pasted_devices",
  permission: "group.assign",
  input: z.object({ groupId: z.uuid(), pasted: z.string().max(1_000_000) }),
  target: ({ groupId }) => ({ kind: "group", id: groupId }),
  async run(context, { groupId, pasted }) {
    const { db, actor } = context;
    await holdAccess(db);
    const group = await holdGroup(db, actor.account.id, groupId);
    assertByHand(group);
    const lines = await matchLines(db, actor.account.id, pasted);
    const found = foundDevices(lines);
    if (found.length === 0)
      throw invalid("None of these lines names a device that you may put into this group.", {
        pasted: "Check the identifiers.",
      });
    await assertMayPut(context, group, found);
    const { added, alreadyIn } = await putIntoGroup(db, actor.account.id, group.no, found);
    recordMoves(context, "group.devices_added", group, added);
    return reportLines(lines, alreadyIn);
  },
});
