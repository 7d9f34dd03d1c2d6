import { groupListInput, selectGroups } from "@/lib/groups/select-groups";
import { query } from "@/lib/operation/operation";

/** The groups somebody may put devices into or take them out of: none that fills itself. */
export const listAssignableGroups = query({
  name: "group.list_assignable",
  permission: "group.assign",
  input: groupListInput,
  run: ({ db, actor, scope }, input) => selectGroups(db, actor.account.id, scope, input, "by hand"),
});
