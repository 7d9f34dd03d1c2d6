import { fromSearchParams, respond } from "@/lib/operation/respond";
import { overviewPeople } from "@/lib/overview/overview-people";

export const GET = respond(overviewPeople, fromSearchParams);
