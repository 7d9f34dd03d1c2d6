import { exportImportProblems } from "@/lib/imports/export-import-problems";
import { fromSearchParams } from "@/lib/operation/respond";
import { respondAsFile } from "@/lib/operation/respond-as-file";

export const GET = respondAsFile(exportImportProblems, fromSearchParams);
