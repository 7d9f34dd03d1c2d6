import { fromSearchParams, respond } from "@/lib/operation/respond";
import { listMembers } from "@/lib/people/list-members";

export const GET = respond(listMembers, fromSearchParams);
