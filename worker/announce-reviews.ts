import { sql } from "kysely";
import { withWorkerDb } from "@/db/jobs";
import { log } from "@/lib/kernel/log";
import { announceReview, type DueReview } from "@/lib/reviews/announce-review";

const atOnce = 200;

/** Writes to the reviewers of running reviews when they begin, come near their date and pass it, and to who started them. */
export async function announceReviews(now = new Date()): Promise<void> {
  for (;;) {
    const { rows } = await withWorkerDb((db) =>
      sql<DueReview>`
        select account_id as "accountId", review_id as "reviewId", membership_id as "membershipId", step
        from reviews_to_announce(${now}, ${atOnce})
      `.execute(db),
    );
    let failed = 0;
    for (const due of rows)
      await announceReview(due, now).catch((err) => {
        failed += 1;
        log.error(
          { err, review: due.reviewId },
          "a reminder of a review was not written, and is tried again",
        );
      });
    if (rows.length < atOnce || failed === rows.length) return;
  }
}
