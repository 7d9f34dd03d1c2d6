import { fromSearchParams, respond } from "@/lib/operation/respond";
import { overviewGroups } from "@/lib/overview/overview-groups";

export const GET = respond(overviewGroups, fromSearchParams);
