import { fromSearchParams, respond } from "@/lib/operation/respond";
import { getReview } from "@/lib/reviews/get-review";

export const GET = respond(getReview, fromSearchParams);
