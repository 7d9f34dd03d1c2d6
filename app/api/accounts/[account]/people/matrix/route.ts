import { getMatrix } from "@/lib/matrix/get-matrix";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(getMatrix, fromSearchParams);
