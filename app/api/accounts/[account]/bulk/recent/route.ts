import { listBulkActions } from "@/lib/bulk/list-bulk-actions";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(listBulkActions, fromSearchParams);
