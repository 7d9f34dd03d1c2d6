import { exportMatrix } from "@/lib/matrix/export-matrix";
import { fromSearchParams } from "@/lib/operation/respond";
import { respondAsFile } from "@/lib/operation/respond-as-file";

export const GET = respondAsFile(exportMatrix, fromSearchParams);
