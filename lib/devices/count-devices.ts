import { type RawBuilder, sql } from "kysely";
import type { AccountReader } from "@/db/scoped";
import { deviceFilters } from "@/lib/devices/device-filters";
import { fewDevices, hold } from "@/lib/devices/group-size";
import { placesThatMatch } from "@/lib/devices/match";
import { type Narrowing, narrow } from "@/lib/devices/narrow";
import { combinations, hasFacets, isFacet, isMember } from "@/lib/devices/walk-account";
import { query } from "@/lib/operation/operation";

/** Beyond so many a narrowed list says "10,000+": counting on would cost more than the page, and nobody acts on the rest. */
const enough = 10_000;

export interface DeviceCount {
  count: number;
  /** there are at least so many */
  atLeast: boolean;
}

/** How many devices a list holds. Exact without filters and for one group; exact up to 10,000 with them. */
export const countDevices = query({
  name: "device.count",
  permission: "device.view",
  input: deviceFilters,
  async run({ db, actor, scope }, filters): Promise<DeviceCount> {
    const account = actor.account.id;
    const narrowing = await narrow(db, account, scope, filters);
    const { facets, groups, search } = narrowing;
    if (search !== null) return bounded(await countMatches(db, account, { ...narrowing, search }));
    if (facets === null) {
      const count = narrowing.chosenGroup === null ? countScope : countGroup(account, narrowing.chosenGroup);
      return { count: await one(db, count), atLeast: false };
    }
    if (groups === null || !(await hold(db, account, groups, fewDevices)))
      return bounded(
        await one(
          db,
          sql`select count(*) as n from (
            select from ${combinations(facets)} cross join lateral (
              select from device d where d.account_id = ${account} and ${isFacet} ${isMember(account, narrowing.chosenGroup)}
              limit ${enough + 1}) p
            limit ${enough + 1}) counted`,
        ),
      );
    // a device in several groups is read several times, so twice as many rows are read before giving up
    const read = 2 * (enough + 1);
    const { rows } = await sql<{ read: number; n: number }>`
      select count(*) as read, count(distinct id) as n from (
        select m.device_id as id from device_group_member m
        join device d on d.account_id = ${account} and d.id = m.device_id and ${hasFacets(facets)}
        where m.account_id = ${account} and m.group_no = any(${groups}::int[]) limit ${read}) counted`.execute(
      db,
    );
    const found = rows[0] ?? { read: 0, n: 0 };
    return found.read === read ? { count: Math.min(found.n, enough), atLeast: true } : bounded(found.n);
  },
});

const bounded = (count: number): DeviceCount => ({ count: Math.min(count, enough), atLeast: count > enough });

const countScope = sql`select count_devices_in_scope() as n`;

const countGroup = (account: string, groupNo: number) =>
  sql`select device_count as n from device_group where account_id = ${account} and group_no = ${groupNo}`;

async function one(db: AccountReader, count: RawBuilder<unknown>): Promise<number> {
  const { rows } = await (count as RawBuilder<{ n: number }>).execute(db);
  return rows[0]?.n ?? 0;
}

async function countMatches(
  db: AccountReader,
  account: string,
  narrowing: Narrowing & { search: string },
): Promise<number> {
  const walk = { order: "label", descending: false, after: null, limit: enough + 1 } as const;
  return (await placesThatMatch(db, account, narrowing, walk)).length;
}
