import { listActivity } from "@/lib/audit/list-activity";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(listActivity, fromSearchParams);
