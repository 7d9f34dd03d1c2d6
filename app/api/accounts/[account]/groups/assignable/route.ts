import { listAssignableGroups } from "@/lib/groups/list-assignable-groups";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(listAssignableGroups, fromSearchParams);
