import { getImportTemplate } from "@/lib/imports/get-import-template";
import { fromSearchParams } from "@/lib/operation/respond";
import { respondAsFile } from "@/lib/operation/respond-as-file";

export const GET = respondAsFile(getImportTemplate, fromSearchParams);
