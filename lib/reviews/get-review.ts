import { sql } from "kysely";
import { z } from "zod";
import { query } from "@/lib/operation/operation";
import { findNamed } from "@/lib/reviews/find-named";
import { waits } from "@/lib/reviews/read-items";
import { readReview, tellReview } from "@/lib/reviews/read-review";

/** One review: what it is about, how far it is, who decides, and whether the reader may close it. */
export const getReview = query({
  name: "review.get",
  permission: "member.view",
  input: z.object({ reviewId: z.uuid() }),
  target: ({ reviewId }) => ({ kind: "access_review", id: reviewId }),
  async run({ db, actor, now }, { reviewId }) {
    const account = actor.account.id;
    const row = await readReview(db, account, reviewId);
    const named = await findNamed(db, account, reviewId, now);
    const { rows } = await sql<{ reviewerId: string; total: number; waiting: number }>`
      select i.reviewer_id as "reviewerId", count(*)::int as total, count(*) filter (where ${waits(now)})::int as waiting
      from access_review_item i join role_grant g on g.account_id = ${account} and g.id = i.grant_id
      where i.account_id = ${account} and i.review_id = ${reviewId} group by i.reviewer_id
    `.execute(db);
    const counts = new Map(rows.map((each) => [each.reviewerId, each]));
    const total = rows.reduce((sum, each) => sum + each.total, 0);
    const waiting = rows.reduce((sum, each) => sum + each.waiting, 0);
    const takesPart =
      row.startedBy === actor.membershipId || named.some(({ id }) => id === actor.membershipId);
    const mayClose = row.outcome === null && takesPart && actor.scopes.get("grant.manage") === "all";
    return {
      ...tellReview(actor, row, now),
      total,
      decided: total - waiting,
      mine: row.outcome === null ? (counts.get(actor.membershipId)?.waiting ?? 0) : 0,
      reviewers: named.map(({ id, name, able }) => ({
        id,
        name,
        able,
        isYou: id === actor.membershipId,
        total: counts.get(id)?.total ?? 0,
        waiting: counts.get(id)?.waiting ?? 0,
      })),
      mayClose,
    };
  },
});
