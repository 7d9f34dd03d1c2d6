import { fromSearchParams, respond } from "@/lib/operation/respond";
import { listReviews } from "@/lib/reviews/list-reviews";

export const GET = respond(listReviews, fromSearchParams);
