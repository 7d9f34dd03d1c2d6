import { getImport } from "@/lib/imports/get-import";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(getImport, fromSearchParams);
