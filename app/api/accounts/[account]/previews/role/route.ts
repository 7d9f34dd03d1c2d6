import { fromJson, respond } from "@/lib/operation/respond";
import { previewRole } from "@/lib/preview/preview-role";

export const POST = respond(previewRole, fromJson);
