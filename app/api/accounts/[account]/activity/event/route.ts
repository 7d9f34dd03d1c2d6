import { getActivityEvent } from "@/lib/audit/get-activity-event";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(getActivityEvent, fromSearchParams);
