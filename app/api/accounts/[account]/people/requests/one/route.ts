import { fromSearchParams, respond } from "@/lib/operation/respond";
import { getRequest } from "@/lib/people/get-request";

export const GET = respond(getRequest, fromSearchParams);
