import { sql } from "kysely";
import { z } from "zod";
import { query } from "@/lib/operation/operation";
import { waits } from "@/lib/reviews/read-items";

/** How many grants wait for the reader's own decision, and in which reviews: loudest first. */
export const countOwnItems = query({
  name: "review.own",
  permission: "grant.manage",
  input: z.object({}),
  async run({ db, actor, now }) {
    const account = actor.account.id;
    const { rows } = await sql<{ id: string; title: string; dueAt: Date; waiting: number }>`
      select r.id, r.title, r.due_at as "dueAt", count(*)::int as waiting
      from access_review_item i
      join access_review r on r.account_id = ${account} and r.id = i.review_id and r.closed_at is null
      join role_grant g on g.account_id = ${account} and g.id = i.grant_id
      where i.account_id = ${account} and i.reviewer_id = ${actor.membershipId} and ${waits(now)}
      group by r.account_id, r.id order by r.due_at, r.id
    `.execute(db);
    return {
      waiting: rows.reduce((sum, row) => sum + row.waiting, 0),
      reviews: rows.map((row) => ({
        id: row.id,
        title: row.title,
        dueAt: row.dueAt.toISOString(),
        waiting: row.waiting,
        overdue: row.dueAt <= now,
      })),
    };
  },
});
