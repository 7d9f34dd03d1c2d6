import { z } from "zod";
import { command } from "@/lib/operation/operation";
import { lockItems } from "@/lib/reviews/lock-items";
import { readUse, recordDecision, scopeOf } from "@/lib/reviews/record-decision";
import { decisionReason, shownItem } from "@/lib/reviews/review-input";

/** Keeps one grant or several with the same reason. Nothing changes but that somebody has looked and said so. */
export const keepGrants = command({
  name: "review.keep",
  permission: "grant.manage",
  input: z.object({
    reviewId: z.uuid(),
    items: z.array(shownItem).min(1, "Choose what is kept.").max(200, "At most 200 at a time."),
    reason: decisionReason,
  }),
  target: ({ reviewId }) => ({ kind: "access_review", id: reviewId }),
  async run(context, { reviewId, items: shown, reason }) {
    const { review, items } = await lockItems(context, reviewId, shown);
    const facts = await readUse(context);
    for (const item of items)
      await recordDecision(context, review, item, facts, {
        outcome: "kept",
        reason,
        after: scopeOf(item.grant),
        grantVersion: item.grant.version,
        roleVersion: item.grant.roleVersion,
      });
    return { kept: items.length };
  },
});
