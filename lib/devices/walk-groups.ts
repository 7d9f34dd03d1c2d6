import { type RawBuilder, sql } from "kysely";
import type { AccountReader } from "@/db/scoped";
import type { Facets } from "@/lib/devices/narrow";
import {
  beyond,
  beyondValues,
  comparePlaces,
  inOrder,
  keyOf,
  type Place,
  type Walk,
} from "@/lib/devices/place";
import { hasFacets } from "@/lib/devices/walk-account";

export interface InGroups {
  accountId: string;
  groups: readonly number[];
  facets: Facets | null;
  /** only labels from the first up to, without, the second */
  labels?: readonly [string, string];
}

/** Along each group's own ordered rows, as far as a page goes; a device of several groups counts once. */
export function walkGroups(what: InGroups, walk: Walk): RawBuilder<Place> {
  const after = beyond(walk, "m.label_key", "m.device_id");
  return sql<Place>`
    select distinct 0 as rank, p.key, p.id from unnest(${what.groups}::int[]) as g (no)
    cross join lateral (${members(what, walk, after)}) p
    ${inOrder(walk, "p.key", "p.id")}`;
}

/**
 * The same for many groups, where most have nothing on the page: first a few rows of each, then more only of the groups
 * that may still hold a device before the page's end.
 */
export async function gallopGroups(db: AccountReader, what: InGroups, walk: Walk): Promise<Place[]> {
  const found = new Map<string, Place>();
  let open = what.groups.map((no) => ({ no, after: walk.after }));
  let step = Math.max(3, Math.ceil((2 * walk.limit) / what.groups.length));
  for (;;) {
    const rows = await nextOfEach(db, what, { ...walk, limit: step }, open);
    for (const row of rows) found.set(row.id, { rank: 0, key: row.key, id: row.id });
    const page = [...found.values()]
      .sort((one, other) => (walk.descending ? comparePlaces(other, one) : comparePlaces(one, other)))
      .slice(0, walk.limit);
    const end = page.length === walk.limit ? page.at(-1) : undefined;
    open = unfinished(rows, step).filter(
      ({ after }) => !end || comparePlaces(after, end) < 0 !== walk.descending,
    );
    if (open.length === 0) return page;
    step = Math.min(step * 4, walk.limit);
  }
}

type Row = { no: number; key: string; id: string };

/** Groups that gave all that was asked of them, and where they stand now. Rows of one group come together and in order. */
function unfinished(rows: readonly Row[], step: number): { no: number; after: Place }[] {
  const counts = new Map<number, { count: number; last: Row }>();
  for (const row of rows) counts.set(row.no, { count: (counts.get(row.no)?.count ?? 0) + 1, last: row });
  return [...counts]
    .filter(([, { count }]) => count === step)
    .map(([no, { last }]) => ({ no, after: { rank: 0, key: last.key, id: last.id } }));
}

async function nextOfEach(
  db: AccountReader,
  what: InGroups,
  walk: Walk,
  open: readonly { no: number; after: Place | null }[],
): Promise<Row[]> {
  const begun = open.some(({ after }) => after !== null);
  const after = begun
    ? beyondValues(walk, "m.label_key", "m.device_id", sql.ref("g.key"), sql.ref("g.id"))
    : sql``;
  const { rows } = await sql<Row>`
    select g.no, p.key, p.id
    from unnest(${open.map(({ no }) => no)}::int[], ${open.map((each) => each.after?.key ?? "")}::text[],
                ${open.map((each) => each.after?.id ?? null)}::uuid[]) as g (no, key, id)
    cross join lateral (${members(what, walk, after)}) p`.execute(db);
  return rows;
}

/** The members of group g.no in order. Facets are looked up one device at a time, for no more than the page needs. */
function members(
  { accountId, facets, labels }: InGroups,
  walk: Walk,
  after: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const within = labels ? sql`and m.label_key >= ${labels[0]} and m.label_key < ${labels[1]}` : sql``;
  const facet = facets
    ? sql`cross join lateral (
        select from device d where d.account_id = ${accountId} and d.id = m.device_id and ${hasFacets(facets)} offset 0) d`
    : sql``;
  return sql`
    select ${keyOf(walk, "m.label_key")} as key, m.device_id as id from device_group_member m ${facet}
    where m.account_id = ${accountId} and m.group_no = g.no ${within} ${after}
    ${inOrder(walk, "m.label_key", "m.device_id")}`;
}
