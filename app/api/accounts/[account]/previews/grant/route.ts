import { fromJson, respond } from "@/lib/operation/respond";
import { previewGrant } from "@/lib/preview/preview-grant";

export const POST = respond(previewGrant, fromJson);
