import { fromSearchParams, respond } from "@/lib/operation/respond";
import { previewCompany } from "@/lib/people/preview-company";

export const GET = respond(previewCompany, fromSearchParams);
