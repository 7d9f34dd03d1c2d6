import { fromSearchParams, respond } from "@/lib/operation/respond";
import { previewRoleDeletion } from "@/lib/roles/preview-role-deletion";

export const GET = respond(previewRoleDeletion, fromSearchParams);
