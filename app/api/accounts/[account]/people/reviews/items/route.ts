import { fromSearchParams, respond } from "@/lib/operation/respond";
import { listReviewItems } from "@/lib/reviews/list-review-items";

export const GET = respond(listReviewItems, fromSearchParams);
