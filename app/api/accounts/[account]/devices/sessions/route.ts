import { listSessions } from "@/lib/devices/list-sessions";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(listSessions, fromSearchParams);
