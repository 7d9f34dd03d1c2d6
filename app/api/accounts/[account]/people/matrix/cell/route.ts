import { explainCell } from "@/lib/matrix/explain-cell";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(explainCell, fromSearchParams);
