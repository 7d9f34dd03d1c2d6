import { type RawBuilder, sql } from "kysely";
import type { AccountReader } from "@/db/scoped";
import { fewDevices, hold } from "@/lib/devices/group-size";
import { writePlainly } from "@/lib/devices/identifiers";
import type { Narrowing } from "@/lib/devices/narrow";
import type { Place, Walk } from "@/lib/devices/place";
import { hasFacets, isMember } from "@/lib/devices/walk-account";
import { gallopGroups } from "@/lib/devices/walk-groups";

interface Range {
  rank: number;
  column: string;
  from: string;
  to: string;
}

/** Behind every text that begins with this one, in the order of bytes. */
const endOf = (beginning: string) => `${beginning}\u{10ffff}`;

/** Which columns a device may match in, best first. What cannot be part of an identifier is looked for in labels only. */
export function rangesOf(search: string): Range[] {
  const ranges: Range[] = [{ rank: 0, column: "d.label_key", from: search, to: endOf(search) }];
  const add = (rank: number, column: string, from: string) =>
    ranges.push({ rank, column, from, to: endOf(from) });
  const digits = writePlainly("imsi", search);
  if (/^\d+$/.test(digits))
    ["iccid", "imsi", "imei", "eid"].forEach((column, index) => {
      add(index + 1, `d.${column}`, digits);
    });
  const telephone = writePlainly("msisdn", search);
  if (/^\d+$/.test(telephone)) add(5, "d.msisdn", telephone);
  const eui = writePlainly("devEui", search);
  if (/^[0-9a-f]+$/.test(eui)) add(6, "d.dev_eui", eui);
  return ranges.sort((one, other) => one.rank - other.rank);
}

const isIn = ({ column, from, to }: Range) =>
  sql<boolean>`(${sql.ref(column)} >= ${from} and ${sql.ref(column)} < ${to})`;

/**
 * Devices whose label or identifier begins so: by label first, then by each identifier, each in its own order. One column
 * after the other is read until the page is full; a device that matches twice stands where it matches first.
 */
export async function placesThatMatch(
  db: AccountReader,
  accountId: string,
  narrowing: Narrowing & { search: string },
  walk: Walk,
): Promise<Place[]> {
  const ranges = rangesOf(narrowing.search);
  const rare = narrowing.facets !== null || walk.limit > 1_000;
  if (
    narrowing.groups &&
    (await hold(db, accountId, narrowing.groups, rare ? 4 * fewDevices : fewDevices / 2))
  )
    return matchOneByOne(db, accountId, narrowing, ranges, walk);

  const found: Place[] = [];
  const way = walk.descending ? ranges.toReversed() : ranges;
  const left = way.filter(
    ({ rank }) => !walk.after || (walk.descending ? rank <= walk.after.rank : rank >= walk.after.rank),
  );
  for (const range of left) {
    const rest = { ...walk, after: walk.after?.rank === range.rank ? walk.after : null };
    rest.limit = walk.limit - found.length;
    found.push(...(await matchInColumn(db, accountId, narrowing, ranges, range, rest)));
    if (found.length === walk.limit) break;
  }
  return found;
}

async function matchInColumn(
  db: AccountReader,
  accountId: string,
  narrowing: Narrowing,
  ranges: readonly Range[],
  range: Range,
  walk: Walk,
): Promise<Place[]> {
  const { groups, facets } = narrowing;
  if (range.rank === 0 && groups) {
    const labels = [range.from, range.to] as const;
    return gallopGroups(db, { accountId, groups, facets, labels }, { ...walk, order: "label" });
  }
  const column = sql.ref(range.column);
  const way = sql.raw(walk.descending ? "desc" : "asc");
  const than = sql.raw(walk.descending ? "<" : ">");
  const earlier = ranges.filter(({ rank }) => rank < range.rank);
  const { rows } = await sql<Place>`
    select ${range.rank}::int as rank, ${column} as key, d.id from device d
    where d.account_id = ${accountId} and ${isIn(range)}
      ${walk.after ? sql`and (${column}, d.id) ${than} (${walk.after.key}, ${walk.after.id}::uuid)` : sql``}
      ${earlier.length > 0 ? sql`and (${sql.join(earlier.map(isIn), sql` or `)}) is not true` : sql``}
      ${facets ? sql`and ${hasFacets(facets)}` : sql``}
      ${isMember(accountId, narrowing.chosenGroup)}
    order by ${column} ${way}, d.id ${way} limit ${walk.limit}`.execute(db);
  return rows;
}

async function matchOneByOne(
  db: AccountReader,
  accountId: string,
  { groups, facets }: Narrowing,
  ranges: readonly Range[],
  walk: Walk,
): Promise<Place[]> {
  const first = (pick: (range: Range) => RawBuilder<unknown>) =>
    sql`case ${sql.join(
      ranges.map((range) => sql`when ${isIn(range)} then ${pick(range)}`),
      sql` `,
    )} end`;
  const way = sql.raw(walk.descending ? "desc" : "asc");
  const than = sql.raw(walk.descending ? "<" : ">");
  const after = walk.after;
  const { rows } = await sql<Place>`
    select p.rank, p.key, p.id from (
      select ${first((range) => sql`${range.rank}::int`)} as rank, ${first((range) => sql.ref(range.column))} as key, d.id
      from device d
      where d.account_id = ${accountId}
        and d.id = any(array(select m.device_id from device_group_member m
                             where m.account_id = ${accountId} and m.group_no = any(${groups}::int[])))
        and (${sql.join(ranges.map(isIn), sql` or `)})
        ${facets ? sql`and ${hasFacets(facets)}` : sql``}) p
    ${after ? sql`where (p.rank, p.key, p.id) ${than} (${after.rank}::int, ${after.key}, ${after.id}::uuid)` : sql``}
    order by p.rank ${way}, p.key ${way}, p.id ${way} limit ${walk.limit}`.execute(db);
  return rows;
}
