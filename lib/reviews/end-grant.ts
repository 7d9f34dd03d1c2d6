import { z } from "zod";
import { command } from "@/lib/operation/operation";
import { withdrawGrant } from "@/lib/people/public";
import { lockItems } from "@/lib/reviews/lock-items";
import { detailOf, readUse, recordDecision } from "@/lib/reviews/record-decision";
import { decisionReason, shownItem } from "@/lib/reviews/review-input";

/** Ends a grant, just as revoking it does. */
export const endGrant = command({
  name: "review.end",
  permission: "grant.manage",
  input: z.object({ reviewId: z.uuid(), item: shownItem, reason: decisionReason }),
  target: ({ reviewId }) => ({ kind: "access_review", id: reviewId }),
  async run(context, { reviewId, item: shown, reason }) {
    const { review, items } = await lockItems(context, reviewId, [shown]);
    const facts = await readUse(context);
    for (const item of items) {
      await withdrawGrant(context, item.grant, review.administratorRoleId, detailOf(review, reason));
      await recordDecision(context, review, item, facts, {
        outcome: "ended",
        reason,
        after: null,
        grantVersion: item.grant.version + 1,
        roleVersion: item.grant.roleVersion,
      });
    }
    return { id: shown.itemId };
  },
});
