import { groupListInput, selectGroups } from "@/lib/groups/select-groups";
import { query } from "@/lib/operation/operation";

/** The groups somebody may see, by name. */
export const listGroups = query({
  name: "group.list",
  permission: "group.view",
  input: groupListInput,
  run: ({ db, actor, scope }, input) => selectGroups(db, actor.account.id, scope, input),
});
