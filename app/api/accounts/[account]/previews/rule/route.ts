import { previewRule } from "@/lib/groups/preview-rule";
import { fromJson, respond } from "@/lib/operation/respond";

export const POST = respond(previewRule, fromJson);
