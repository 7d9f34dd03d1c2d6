import { conflict, Missing } from "@/lib/kernel/errors";
import type { CommandContext } from "@/lib/operation/operation";
import { assertStillHolds, lockAccess } from "@/lib/people/public";

/**
 * A running review, held with the account's access until the transaction ends: one step in it at a time. Throws Missing, or
 * conflict for one that is closed.
 */
export async function lockReview({ db, actor, now }: CommandContext<"grant.manage">, reviewId: string) {
  const account = actor.account.id;
  const { administratorRoleId } = await lockAccess(db, account);
  await assertStillHolds(db, actor, now, "grant.manage");
  const review = await db
    .selectFrom("access_review")
    .where("account_id", "=", account)
    .where("id", "=", reviewId)
    .select(["id", "title", "started_by", "outcome", "closed_by_label"])
    .forUpdate()
    .executeTakeFirst();
  if (!review) throw new Missing("access_review", [reviewId]);
  if (review.outcome !== null)
    throw conflict(
      review.outcome === "cancelled"
        ? `${review.closed_by_label} cancelled this review, so nothing is decided in it any more.`
        : `${review.closed_by_label} signed off this review, so nothing in it changes any more.`,
    );
  return { id: review.id, title: review.title, startedBy: review.started_by, administratorRoleId };
}
