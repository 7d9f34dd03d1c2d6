import { fromSearchParams, respond } from "@/lib/operation/respond";
import { overviewRefusals } from "@/lib/overview/overview-refusals";

export const GET = respond(overviewRefusals, fromSearchParams);
