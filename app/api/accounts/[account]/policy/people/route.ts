import { fromSearchParams, respond } from "@/lib/operation/respond";
import { listNotCompliant } from "@/lib/policy/list-not-compliant";

export const GET = respond(listNotCompliant, fromSearchParams);
