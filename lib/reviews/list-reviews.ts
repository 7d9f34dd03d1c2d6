import { sql } from "kysely";
import { z } from "zod";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { query } from "@/lib/operation/operation";
import { waits } from "@/lib/reviews/read-items";
import { type ReviewRow, reviewColumns, tellReview } from "@/lib/reviews/read-review";

const position = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);

/** The account's access reviews, newest first, each with how far it is. */
export const listReviews = query({
  name: "review.list",
  permission: "member.view",
  input: z.object({
    state: z.enum(["open", "done", "all"]).default("all"),
    search: z.string().trim().toLowerCase().max(120).default(""),
    cursor: z.string().max(1000).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  async run({ db, actor, now }, { state, search, cursor, limit }) {
    const account = actor.account.id;
    const after = cursor ? decodeCursor(cursor, position) : null;
    const { rows } = await sql<ReviewRow & { at: string; total: number; waiting: number; mine: number }>`
      select page.*, n.total, n.waiting, n.mine from (
        select ${reviewColumns}, to_char(r.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
        from access_review r where r.account_id = ${account}
          ${state === "open" ? sql`and r.closed_at is null` : state === "done" ? sql`and r.closed_at is not null` : sql``}
          ${search ? sql`and strpos(lower(r.title), ${search}) > 0` : sql``}
          ${after ? sql`and (r.started_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
        order by r.started_at desc, r.id desc limit ${limit + 1}
      ) page
      cross join lateral (
        select count(*)::int as total, count(*) filter (where ${waits(now)})::int as waiting,
          count(*) filter (where i.reviewer_id = ${actor.membershipId} and ${waits(now)})::int as mine
        from access_review_item i join role_grant g on g.account_id = ${account} and g.id = i.grant_id
        where i.account_id = ${account} and i.review_id = page.id
      ) n
      order by page."startedAt" desc, page.id desc
    `.execute(db);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      reviews: page.map((row) => ({
        ...tellReview(actor, row, now),
        total: row.total,
        decided: row.total - row.waiting,
        mine: row.closedAt === null ? row.mine : 0,
      })),
      next: rows.length > limit && last ? encodeCursor([last.at, last.id]) : null,
    };
  },
});
