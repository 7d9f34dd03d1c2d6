import { listImportProblems } from "@/lib/imports/list-import-problems";
import { fromSearchParams, respond } from "@/lib/operation/respond";

export const GET = respond(listImportProblems, fromSearchParams);
