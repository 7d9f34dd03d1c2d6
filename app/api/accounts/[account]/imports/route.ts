import { listImports } from "@/lib/imports/list-imports";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(listImports, fromSearchParams);
