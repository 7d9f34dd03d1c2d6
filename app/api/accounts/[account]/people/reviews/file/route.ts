import { fromSearchParams } from "@/lib/operation/respond";
import { respondAsFile } from "@/lib/operation/respond-as-file";
import { exportReport } from "@/lib/reviews/export-report";

export const GET = respondAsFile(exportReport, fromSearchParams);
