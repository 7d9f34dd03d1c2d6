import { type RawBuilder, sql } from "kysely";
import type { Facets } from "@/lib/devices/narrow";
import { beyond, inOrder, keyOf, type Place, type Walk } from "@/lib/devices/place";

/** Along device_by_label, or the primary key for the newest: places, or whichever columns of device d with them. */
export function walkAccount<Columns = { id: string }>(
  accountId: string,
  walk: Walk,
  columns: RawBuilder<Columns> = sql`d.id`,
): RawBuilder<Place & Columns> {
  return sql<Place & Columns>`
    select 0 as rank, ${keyOf(walk, "d.label_key")} as key, ${columns} from device d
    where d.account_id = ${accountId} ${beyond(walk, "d.label_key", "d.id")}
    ${inOrder(walk, "d.label_key", "d.id")}`;
}

/**
 * Along device_by_facet or device_newest_by_facet, once per combination of what was asked for. In a group of many devices it
 * finds the next member soon.
 */
export function walkFacets(
  accountId: string,
  { facets, chosenGroup }: { facets: Facets; chosenGroup: number | null },
  walk: Walk,
): RawBuilder<Place> {
  return sql<Place>`
    select 0 as rank, p.key, p.id from ${combinations(facets)} cross join lateral (
      select ${keyOf(walk, "d.label_key")} as key, d.id from device d
      where d.account_id = ${accountId} and ${isFacet} ${isMember(accountId, chosenGroup)}
        ${beyond(walk, "d.label_key", "d.id")}
      ${inOrder(walk, "d.label_key", "d.id")}) p
    ${inOrder(walk, "p.key", "p.id")}`;
}

/** Nothing where no group was asked for: the groups of the scope are row-level security's. */
export function isMember(accountId: string, groupNo: number | null): RawBuilder<unknown> {
  if (groupNo === null) return sql``;
  return sql`and exists (select from device_group_member m
    where m.account_id = ${accountId} and m.group_no = ${groupNo} and m.device_id = d.id)`;
}

export const isFacet = sql`d.state = f.state and d.kind = f.kind and d.online = f.online`;

export function combinations({ states, kinds, online }: Facets): RawBuilder<unknown> {
  const all = states.flatMap((state) =>
    kinds.flatMap((kind) => online.map((isOnline) => ({ state, kind, isOnline }))),
  );
  return sql`unnest(${all.map(({ state }) => state)}::text[], ${all.map(({ kind }) => kind)}::text[],
                    ${all.map(({ isOnline }) => isOnline)}::boolean[]) as f (state, kind, online)`;
}

export function hasFacets({ states, kinds, online }: Facets): RawBuilder<unknown> {
  return sql`d.state = any(${states}::text[]) and d.kind = any(${kinds}::text[]) and d.online = any(${online}::boolean[])`;
}
