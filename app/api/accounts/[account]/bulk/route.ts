import { getBulkAction } from "@/lib/bulk/get-bulk-action";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(getBulkAction, fromSearchParams);
