import { type RawBuilder, sql } from "kysely";
import type { AccountReader } from "@/db/scoped";
import { fewDevices, hold } from "@/lib/devices/group-size";
import { placesThatMatch } from "@/lib/devices/match";
import type { Narrowing } from "@/lib/devices/narrow";
import type { Place, Walk } from "@/lib/devices/place";
import { walkAccount, walkFacets } from "@/lib/devices/walk-account";
import { gallopGroups, walkGroups } from "@/lib/devices/walk-groups";
import { walkScope } from "@/lib/devices/walk-scope";

/** Up to so many groups, a page of each costs less than asking again. */
const fewGroups = 16;

/**
 * The next places of a walk, as a query of (rank, key, id) in order: never fewer than there are. Each form reads an index in
 * the order of the list and stops at the page's end. None leaves the choosing to row-level security, which would have to
 * look at every device of an account to find those of a small group.
 */
export async function candidates(
  db: AccountReader,
  accountId: string,
  narrowing: Narrowing,
  walk: Walk,
): Promise<RawBuilder<Place>> {
  const { facets, groups, search } = narrowing;
  if (search !== null) return listed(await placesThatMatch(db, accountId, { ...narrowing, search }, walk));
  if (facets && (groups === null || !(await hold(db, accountId, groups, fewDevices))))
    return walkFacets(accountId, { ...narrowing, facets }, walk);
  if (groups === null) return walkAccount(accountId, walk);
  if (groups.length <= fewGroups) return walkGroups({ accountId, groups, facets }, walk);
  const page = facets === null ? await walkScope(db, walk) : null;
  return listed(page ?? (await gallopGroups(db, { accountId, groups, facets }, walk)));
}

function listed(places: readonly Place[]): RawBuilder<Place> {
  return sql<Place>`
    select * from unnest(${places.map(({ rank }) => rank)}::int[], ${places.map(({ key }) => key)}::text[],
                         ${places.map(({ id }) => id)}::uuid[]) as p (rank, key, id)`;
}
