import { fromSearchParams, respond } from "@/lib/operation/respond";
import { previewReview } from "@/lib/reviews/preview-review";

export const GET = respond(previewReview, fromSearchParams);
