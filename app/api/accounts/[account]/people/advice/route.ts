import { listAdvice } from "@/lib/advice/list-advice";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(listAdvice, fromSearchParams);
