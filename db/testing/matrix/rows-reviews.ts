import { asSuperuser } from "@/db/testing/estate";
import { grant, type Made, manager, review, role } from "@/db/testing/matrix/makers";
import { type Row, row } from "@/db/testing/matrix/row";
import type { Actor } from "@/lib/access/actor";
import { cancelReview } from "@/lib/reviews/cancel-review";
import { countOwnItems } from "@/lib/reviews/count-own-items";
import { endGrant } from "@/lib/reviews/end-grant";
import { exportReport } from "@/lib/reviews/export-report";
import { getReport } from "@/lib/reviews/get-report";
import { getReview } from "@/lib/reviews/get-review";
import { handOverItems } from "@/lib/reviews/hand-over-items";
import { keepGrants } from "@/lib/reviews/keep-grants";
import { listReviewItems } from "@/lib/reviews/list-review-items";
import { listReviewers } from "@/lib/reviews/list-reviewers";
import { listReviews } from "@/lib/reviews/list-reviews";
import { narrowGrant } from "@/lib/reviews/narrow-grant";
import { previewReview } from "@/lib/reviews/preview-review";
import { signOffReview } from "@/lib/reviews/sign-off-review";
import { startReview } from "@/lib/reviews/start-review";

const later = new Date(Date.now() + 90 * 86_400_000).toISOString();
const item = (made: Made) => ({ itemId: String(made.itemId), grantVersion: 1, roleVersion: 1 });
const why = { reason: "Still needed" };

/** Only the named reviewer decides, and only who started a review or takes part in it closes it. */
const asItsReviewer = async ({ review: made }: Record<string, Made>, actor: Actor) => {
  if (actor.kind !== "member" || !made) return;
  const values = [actor.account.id, made.id, actor.membershipId];
  await asSuperuser(
    "insert into access_review_reviewer (account_id, review_id, membership_id) values ($1, $2, $3)",
    values,
  );
  await asSuperuser(
    "update access_review_item set reviewer_id = $3 where account_id = $1 and review_id = $2",
    values,
  );
};

const asItsReviewerWithoutItems = async (made: Record<string, Made>, actor: Actor) => {
  await asItsReviewer(made, actor);
  await asSuperuser("update role_grant set revoked_at = now() where id = $1", [made.review?.grantId]);
};

export const reviewRows: Row[] = [
  row(listReviews, () => ({})),
  row(listReviewers, () => ({})),
  row(countOwnItems, () => ({})),
  row(previewReview, ({ roleId }) => ({ kind: "role" as const, roleId: roleId.id }), { roleId: role }),
  row(
    startReview,
    ({ held, reviewer }) => ({
      title: "Every quarter",
      kind: "role" as const,
      roleId: String(held.roleId),
      reviewerIds: [reviewer.id],
      dueAt: later,
    }),
    { held: grant, reviewer: manager },
  ),
  row(getReview, (made) => ({ reviewId: made.review.id }), { review }),
  row(listReviewItems, (made) => ({ reviewId: made.review.id }), { review }),
  row(getReport, (made) => ({ reviewId: made.review.id }), { review }),
  row(exportReport, (made) => ({ reviewId: made.review.id }), { review }),
  {
    ...row(keepGrants, (made) => ({ reviewId: made.review.id, items: [item(made.review)], ...why }), {
      review,
    }),
    prepare: asItsReviewer,
  },
  {
    ...row(
      narrowGrant,
      (made) => ({ reviewId: made.review.id, item: item(made.review), endsAt: later, ...why }),
      { review },
    ),
    prepare: asItsReviewer,
  },
  {
    ...row(endGrant, (made) => ({ reviewId: made.review.id, item: item(made.review), ...why }), { review }),
    prepare: asItsReviewer,
  },
  row(
    handOverItems,
    (made) => ({
      reviewId: made.review.id,
      itemIds: [String(made.review.itemId)],
      reviewerId: made.reviewer.id,
    }),
    { review, reviewer: manager },
  ),
  {
    ...row(signOffReview, (made) => ({ reviewId: made.review.id }), { review }),
    prepare: asItsReviewerWithoutItems,
  },
  {
    ...row(cancelReview, (made) => ({ reviewId: made.review.id, ...why }), { review }),
    prepare: asItsReviewer,
  },
];
