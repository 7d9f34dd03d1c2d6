import { z } from "zod";
import type { AccountReader } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { query } from "@/lib/operation/operation";
import { countItems, type ReviewCounts } from "@/lib/reviews/count-items";
import { findNamed } from "@/lib/reviews/find-named";
import { type ReviewItem, readItems } from "@/lib/reviews/read-items";
import { readReview, tellReview } from "@/lib/reviews/read-review";
import { itemTeller } from "@/lib/reviews/tell-scope";

/** Who reviewed what, when and why: as it was signed off, or as things stand. */
export const getReport = query({
  name: "review.report",
  permission: "member.view",
  input: z.object({ reviewId: z.uuid() }),
  target: ({ reviewId }) => ({ kind: "access_review", id: reviewId }),
  run: ({ db, actor, now }, { reviewId }) => buildReport(db, actor, reviewId, now),
});

export async function buildReport(db: AccountReader, reader: Member, reviewId: string, now: Date) {
  const account = reader.account.id;
  const review = tellReview(reader, await readReview(db, account, reviewId), now);
  const signed = await db
    .selectFrom("access_review_report")
    .where("account_id", "=", account)
    .where("review_id", "=", reviewId)
    .select(["signed_at", "signed_by_label", "counts", "items"])
    .executeTakeFirst();
  const items = signed
    ? (signed.items as unknown as ReviewItem[])
    : (await readItems(db, account, reviewId, now)).map(({ item }) => item);
  const named = await findNamed(db, account, reviewId, now);
  return {
    review,
    signed: signed ? { at: signed.signed_at.toISOString(), by: signed.signed_by_label } : null,
    /** of a running or cancelled review: when this was how things stood */
    asOf: now.toISOString(),
    reviewers: named.map(({ id, name, email }) => ({
      id,
      name,
      email,
      decided: items.filter((item) => item.reviewer.id === id && item.decidedBy !== null).length,
    })),
    counts: signed ? (signed.counts as unknown as ReviewCounts) : countItems(items),
    items: items.map(itemTeller(reader)),
  };
}
