import { z } from "zod";
import { conflict, Refused } from "@/lib/kernel/errors";
import { type CommandContext, command } from "@/lib/operation/operation";
import { countItems } from "@/lib/reviews/count-items";
import { findNamed } from "@/lib/reviews/find-named";
import { lockReview } from "@/lib/reviews/lock-review";
import { readItems } from "@/lib/reviews/read-items";

/** Closes a review in which nothing waits any more, and keeps its report as it is at this moment, for good. */
export const signOffReview = command({
  name: "review.sign_off",
  permission: "grant.manage",
  input: z.object({
    reviewId: z.uuid(),
    words: z.string().trim().max(1000, "At most 1,000 characters.").default(""),
  }),
  target: ({ reviewId }) => ({ kind: "access_review", id: reviewId }),
  async run(context, { reviewId, words }) {
    const { db, actor, now, audit, publish } = context;
    const account = actor.account.id;
    const review = await lockReview(context, reviewId);
    await assertTakesPart(context, review);
    const items = (await readItems(db, account, reviewId, now)).map(({ item }) => item);
    const counts = countItems(items);
    if (counts.waiting > 0)
      throw conflict(
        `${counts.waiting} ${counts.waiting === 1 ? "grant waits" : "grants wait"} for a decision. Sign off when all are decided.`,
      );
    await db
      .insertInto("access_review_report")
      .values({
        review_id: reviewId,
        signed_at: now,
        signed_by_label: actor.label,
        counts: JSON.stringify(counts),
        items: JSON.stringify(items),
      })
      .execute();
    await closeReview(context, reviewId, "signed_off", words);
    audit("review.signed_off", {
      target: { kind: "access_review", id: reviewId, label: review.title },
      count: counts.total,
      ...(words ? { reason: words } : {}),
      after: { ...counts },
    });
    publish({ topic: "people" });
    return { id: reviewId };
  },
});

/** Throws Refused for who neither began the review nor is a reviewer of it. */
export async function assertTakesPart(
  { db, actor, now }: CommandContext<"grant.manage">,
  review: { id: string; startedBy: string },
): Promise<void> {
  if (review.startedBy === actor.membershipId) return;
  const named = await findNamed(db, actor.account.id, review.id, now);
  if (!named.some(({ id }) => id === actor.membershipId))
    throw new Refused("Only who started this review and its reviewers close it.", []);
}

export async function closeReview(
  { db, actor, now }: CommandContext<"grant.manage">,
  reviewId: string,
  outcome: "signed_off" | "cancelled",
  words: string,
): Promise<void> {
  await db
    .updateTable("access_review")
    .set({
      closed_at: now,
      outcome,
      closed_by: actor.membershipId,
      closed_by_label: actor.label,
      closing_words: words,
    })
    .where("account_id", "=", actor.account.id)
    .where("id", "=", reviewId)
    .execute();
}
