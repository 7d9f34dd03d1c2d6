import { z } from "zod";
import { type BulkPermission, bulkKinds, type GroupKind, type StateKind } from "@/lib/bulk/kinds";
import { deviceSelection } from "@/lib/bulk/selection";
import { startWork } from "@/lib/bulk/start-work";
import { assertByHand, holdGroup } from "@/lib/groups/public";
import { command } from "@/lib/operation/operation";

const changeStates = (kind: StateKind) =>
  command({
    name: `bulk.${kind}`,
    permission: bulkKinds[kind].permission as BulkPermission,
    input: z.object({ selection: deviceSelection, reason: z.string().trim().max(500).default("") }),
    run: (context, { selection, reason }) => startWork(context, kind, selection, { reason }),
  });

/** Nobody is kept off the network, or let onto it again, without a reason. */
const contain = (kind: "isolate" | "release") =>
  command({
    name: `bulk.${kind}`,
    permission: bulkKinds[kind].permission,
    input: z.object({
      selection: deviceSelection,
      reason: z
        .string()
        .trim()
        .max(500)
        .default("")
        .refine((reason) => reason.length >= 3, "Say why, in a few words."),
    }),
    run: (context, { selection, reason }) => startWork(context, kind, selection, { reason }),
  });

const changeGroups = (kind: GroupKind) =>
  command({
    name: `bulk.${kind}`,
    permission: bulkKinds[kind].permission as BulkPermission,
    input: z.object({ selection: deviceSelection, groupId: z.uuid() }),
    target: ({ groupId }) => ({ kind: "group", id: groupId }),
    async run(context, { selection, groupId }) {
      const group = await holdGroup(context.db, context.actor.account.id, groupId);
      assertByHand(group);
      const { id, name } = group;
      return startWork(context, kind, selection, { group: { id, name } });
    },
  });

export const startActivating = changeStates("activate");
export const startSuspending = changeStates("suspend");
export const startResuming = changeStates("resume");
export const startIsolating = contain("isolate");
export const startReleasing = contain("release");
export const startAddingToGroup = changeGroups("add_to_group");
export const startRemovingFromGroup = changeGroups("remove_from_group");
