import { fromSearchParams, respond } from "@/lib/operation/respond";
import { listRequests } from "@/lib/people/list-requests";

export const GET = respond(listRequests, fromSearchParams);
