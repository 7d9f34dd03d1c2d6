import type { OutputOf } from "@/components/shell/operation-types";
import type { listReviewItems } from "@/lib/reviews/list-review-items";

export type ReviewItemRow = OutputOf<typeof listReviewItems>["items"][number];

/** A grant of a review as it was on the screen: if it has become something else, the decision is refused. */
export const shown = ({ id, now }: ReviewItemRow) => ({
  itemId: id,
  grantVersion: now.grantVersion,
  roleVersion: now.roleVersion,
});
