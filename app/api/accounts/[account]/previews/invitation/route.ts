import { fromJson, respond } from "@/lib/operation/respond";
import { previewInvitation } from "@/lib/preview/preview-invitation";

export const POST = respond(previewInvitation, fromJson);
