import { fromJson, respond } from "@/lib/operation/respond";
import { previewMove } from "@/lib/preview/preview-move";

export const POST = respond(previewMove, fromJson);
