import { listNasGroups } from "@/lib/credentials/nas-groups";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(listNasGroups, fromSearchParams);
