import { fromSearchParams, respond } from "@/lib/operation/respond";
import { listMemberSessions } from "@/lib/people/list-member-sessions";

export const GET = respond(listMemberSessions, fromSearchParams);
