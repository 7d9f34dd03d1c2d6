import { countOnline } from "@/lib/groups/count-online";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(countOnline, fromSearchParams);
