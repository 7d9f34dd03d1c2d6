import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { nameTargets } from "@/lib/audit/name-targets";
import { type EventRow, type EventView, eventColumns, toView } from "@/lib/audit/read-event";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { query } from "@/lib/operation/operation";

const position = z.tuple([z.iso.datetime(), z.uuid()]);

/** How far one page looks back along its index when more filters apply than the index holds. */
const stretch = 5_000;

const hour = 3_600_000;
const windows = { "1h": hour, "1d": 24 * hour, "7d": 168 * hour, "30d": 720 * hour };

const time = z.iso.datetime({ offset: true, error: "Choose a date and time." });

export const activityFilter = z.object({
  actor: z.uuid().optional(),
  action: z.string().max(80).optional(),
  targetKind: z.string().max(40).optional(),
  target: z.string().max(200).optional(),
  outcome: z.enum(["done", "refused", "failed"]).optional(),
  /** counted back from now; from and to say it exactly */
  within: z.enum(["1h", "1d", "7d", "30d"]).optional(),
  from: time.optional(),
  to: time.optional(),
});

/**
 * The activity log, newest first. The most telling filter chooses the index, which is walked in order; what the others
 * leave of a long stretch is a page, and a page that found little says how far back it looked.
 */
export const listActivity = query({
  name: "audit.list",
  permission: "audit.view",
  input: activityFilter.extend({
    cursor: z.string().max(1000).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  async run({ db, actor, now }, { cursor, limit, ...filter }) {
    const account = actor.account.id;
    const { driving, remaining } = conditions(filter);
    const after = cursor ? decodeCursor(cursor, position) : null;
    const walk = sql`
      from audit_event where account_id = ${account} ${all(driving)}
        ${filter.within ? sql`and at >= ${new Date(now.getTime() - windows[filter.within])}` : sql``}
        ${filter.from ? sql`and at >= ${filter.from}::timestamptz` : sql``}
        ${filter.to ? sql`and at < ${filter.to}::timestamptz` : sql``}
        ${after ? sql`and (at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by audit_event.at desc, id desc`;
    const { rows } = await sql<EventRow>`
      select ${eventColumns} from (select * ${walk} limit ${remaining.length > 0 ? stretch : limit + 1}) walked
      where true ${all(remaining)} order by walked.at desc, id desc limit ${limit + 1}
    `.execute(db);

    const page = rows.slice(0, limit);
    await nameTargets(db, account, page);
    let next = rows.length > limit ? page.at(-1) : undefined;
    if (!next && remaining.length > 0) {
      const end = await sql<EventRow>`
        select ${eventColumns} from (select * ${walk} limit 1 offset ${stretch - 1}) last
      `.execute(db);
      next = end.rows[0];
    }
    return {
      events: page.map((row): EventView => toView(row)),
      next: next ? encodeCursor([next.at, next.id]) : null,
      /** the page is not full, because that far back was looked and no further */
      searchedBackTo: next && page.length < limit ? next.at : null,
    };
  },
});

const all = (conditions: RawBuilder<unknown>[]) =>
  conditions.length === 0 ? sql`` : sql`and ${sql.join(conditions, sql` and `)}`;

function conditions(filter: z.output<typeof activityFilter>) {
  const given: RawBuilder<unknown>[] = [];
  // in the order of how little each leaves, and each with an index of its own
  if (filter.target) given.push(sql`target_id = ${filter.target}`);
  if (filter.actor) given.push(sql`actor_id = ${filter.actor}::uuid`);
  if (filter.outcome && filter.outcome !== "done") given.push(sql`outcome <> 'done'`);
  if (filter.action) given.push(sql`action = ${filter.action}`);
  const remaining = given.slice(1);
  if (filter.outcome) remaining.push(sql`outcome = ${filter.outcome}`);
  if (filter.targetKind) remaining.push(sql`target_kind = ${filter.targetKind}`);
  return { driving: given.slice(0, 1), remaining };
}
