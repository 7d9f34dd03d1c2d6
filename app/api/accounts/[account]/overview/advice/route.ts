import { overviewAdvice } from "@/lib/advice/overview-advice";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(overviewAdvice, fromSearchParams);
