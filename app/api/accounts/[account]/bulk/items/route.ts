import { listBulkItems } from "@/lib/bulk/list-bulk-items";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(listBulkItems, fromSearchParams);
