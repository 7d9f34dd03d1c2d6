import { getGroup } from "@/lib/groups/get-group";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(getGroup, fromSearchParams);
