import { fromSearchParams, respond } from "@/lib/operation/respond";
import { listGrantableGroups } from "@/lib/people/list-grantable-groups";

export const GET = respond(listGrantableGroups, fromSearchParams);
