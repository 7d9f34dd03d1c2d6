import { fromSearchParams, respond } from "@/lib/operation/respond";
import { overviewUsage } from "@/lib/overview/overview-usage";

export const GET = respond(overviewUsage, fromSearchParams);
