import { z } from "zod";
import { command } from "@/lib/operation/operation";
import { lockReview } from "@/lib/reviews/lock-review";
import { decisionReason } from "@/lib/reviews/review-input";
import { assertTakesPart, closeReview } from "@/lib/reviews/sign-off-review";

/** Breaks a review off. What was decided in it stays done. */
export const cancelReview = command({
  name: "review.cancel",
  permission: "grant.manage",
  input: z.object({ reviewId: z.uuid(), reason: decisionReason }),
  target: ({ reviewId }) => ({ kind: "access_review", id: reviewId }),
  async run(context, { reviewId, reason }) {
    const review = await lockReview(context, reviewId);
    await assertTakesPart(context, review);
    await closeReview(context, reviewId, "cancelled", reason);
    context.audit("review.cancelled", {
      target: { kind: "access_review", id: reviewId, label: review.title },
      reason,
    });
    context.publish({ topic: "people" });
    return { id: reviewId };
  },
});
