import { fromSearchParams, respond } from "@/lib/operation/respond";
import { listReviewers } from "@/lib/reviews/list-reviewers";

export const GET = respond(listReviewers, fromSearchParams);
