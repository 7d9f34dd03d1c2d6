import { sql } from "kysely";
import { z } from "zod";
import { conflict, Missing, Refused } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { findManagers } from "@/lib/people/public";
import { assertMayReview } from "@/lib/reviews/assert-may-review";
import { lockReview } from "@/lib/reviews/lock-review";

/**
 * Gives undecided grants of a review to another reviewer, who is told by mail. Nobody gives somebody their own grant to
 * decide while another could.
 */
export const handOverItems = command({
  name: "review.hand_over",
  permission: "grant.manage",
  input: z.object({
    reviewId: z.uuid(),
    itemIds: z.array(z.uuid()).min(1, "Choose what is handed over.").max(200, "At most 200 at a time."),
    reviewerId: z.uuid("Choose a reviewer."),
  }),
  target: ({ reviewId }) => ({ kind: "access_review", id: reviewId }),
  async run(context, { reviewId, itemIds, reviewerId }) {
    const { db, actor, now, audit, publish } = context;
    const account = actor.account.id;
    const review = await lockReview(context, reviewId);
    const ids = [...new Set(itemIds)];
    const { rows: items } = await sql<{
      id: string;
      memberId: string;
      from: string;
      fromName: string;
      outcome: string | null;
    }>`
      select i.id, i.membership_id as "memberId", i.reviewer_id as "from", m.name as "fromName", i.outcome
      from access_review_item i join membership m on m.account_id = ${account} and m.id = i.reviewer_id
      where i.account_id = ${account} and i.review_id = ${reviewId} and i.id = any(${ids}::uuid[])
      order by i.position for update of i
    `.execute(db);
    if (items.length < ids.length) throw new Missing("access_review", []);
    if (items.some(({ outcome }) => outcome !== null))
      throw conflict("Some of these were decided already, and stay with who decided. Look again.");
    const member = await db
      .selectFrom("membership")
      .where("account_id", "=", account)
      .where("id", "=", reviewerId)
      .where("removed_at", "is", null)
      .select("name")
      .executeTakeFirst();
    if (!member) throw new Missing("member", [reviewerId]);
    const reviewer = { id: reviewerId, name: member.name };
    await assertMayReview(db, account, reviewer, now, "reviewerId");
    const moved = items.filter(({ from }) => from !== reviewerId);
    if (moved.length === 0) throw conflict(`${reviewer.name} is their reviewer already.`);
    const someElse = (await findManagers(db, account, now, 2)).some(({ id }) => id !== reviewerId);
    if (someElse && moved.some(({ memberId }) => memberId === reviewerId))
      throw new Refused(`${reviewer.name} cannot be given a grant of their own to decide about.`, []);

    await db
      .insertInto("access_review_reviewer")
      .values({ review_id: reviewId, membership_id: reviewerId, added_at: now })
      // somebody who was told before is told again: there is something new to decide
      .onConflict((known) =>
        known.columns(["account_id", "review_id", "membership_id"]).doUpdateSet({ announced: 0 }),
      )
      .execute();
    for (const { id, fromName } of moved)
      await sql`
        update access_review_item set reviewer_id = ${reviewerId},
          handed_over = handed_over || ${JSON.stringify([{ at: now, from: fromName, to: reviewer.name, by: actor.label }])}::jsonb
        where account_id = ${account} and id = ${id}
      `.execute(db);
    audit("review.handed_over", {
      target: { kind: "access_review", id: reviewId, label: review.title },
      count: moved.length,
      before: { reviewers: [...new Set(moved.map(({ fromName }) => fromName))] },
      after: { reviewers: [reviewer.name] },
    });
    publish({ topic: "people" });
    return { handedOver: moved.length };
  },
});
