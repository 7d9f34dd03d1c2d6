import { listGroups } from "@/lib/groups/list-groups";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(listGroups, fromSearchParams);
