import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { AccountReader } from "@/db/scoped";
import { candidates } from "@/lib/devices/candidates";
import { deviceFilters } from "@/lib/devices/device-filters";
import { type DeviceRow, deviceColumns, type StoredDevice, toDeviceRows } from "@/lib/devices/device-row";
import { narrow } from "@/lib/devices/narrow";
import type { Place } from "@/lib/devices/place";
import { walkAccount } from "@/lib/devices/walk-account";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { query } from "@/lib/operation/operation";

// which way to go on, from which place, and how many devices stand before it
const position = z.tuple([
  z.enum(["after", "before"]),
  z.int().min(0).max(9),
  z.string(),
  z.uuid(),
  z.int().min(0),
]);

const start: z.output<typeof position> = ["after", 0, "", "", 0];

export interface DevicePage {
  devices: DeviceRow[];
  /** how many stand before the first: 0 on the first page */
  from: number;
  next: string | null;
  previous: string | null;
}

/** One page of the devices in sight. What is searched for comes by how well it matches; everything else by label or newest. */
export const listDevices = query({
  name: "device.list",
  permission: "device.view",
  input: deviceFilters.extend({
    sort: z.enum(["label", "newest"]).default("label"),
    direction: z.enum(["asc", "desc"]).optional(),
    cursor: z.string().max(2_000).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  async run({ db, actor, scope, now }, { sort, direction, cursor, limit, ...filters }): Promise<DevicePage> {
    const [way, rank, key, id, standing] = cursor ? decodeCursor(cursor, position) : start;
    const back = way === "before";
    const narrowing = await narrow(db, actor.account.id, scope, filters);
    const descending =
      narrowing.search === null && (direction ?? (sort === "newest" ? "desc" : "asc")) === "desc";
    const walk = {
      order: sort,
      descending: descending !== back,
      after: cursor ? { rank, key, id } : null,
      limit: limit + 1,
    };
    const { facets, groups, search } = narrowing;
    const rows =
      facets === null && groups === null && search === null
        ? inListOrder(back, (await walkAccount(actor.account.id, walk, deviceColumns).execute(db)).rows)
        : await rowsOf(
            db,
            actor.account.id,
            await candidates(db, actor.account.id, narrowing, walk),
            descending,
          );

    const more = rows.length > limit;
    const page = back ? rows.slice(-limit) : rows.slice(0, limit);
    const before = back ? Math.max(0, standing - page.length) : standing;
    const place = (to: "after" | "before", row: Place | undefined, at: number) =>
      row ? encodeCursor([to, row.rank, row.key, row.id, at]) : null;
    return {
      devices: await toDeviceRows(db, actor, { scope, now }, page),
      from: before,
      next: (back ? cursor : more) ? place("after", page.at(-1), before + page.length) : null,
      previous: (back ? more : cursor) ? place("before", page[0], before) : null,
    };
  },
});

type Row = StoredDevice & Place;

/** A page before a place is walked backwards. */
const inListOrder = (back: boolean, rows: Row[]): Row[] => (back ? rows.reverse() : rows);

/** The devices at these places, in the order of the list. */
async function rowsOf(
  db: AccountReader,
  accountId: string,
  places: RawBuilder<Place>,
  descending: boolean,
): Promise<Row[]> {
  const way = sql.raw(descending ? "desc" : "asc");
  const { rows } = await sql<Row>`
    select c.rank, c.key, ${deviceColumns}
    from (${places}) c join device d on d.account_id = ${accountId} and d.id = c.id
    order by c.rank ${way}, c.key collate "C" ${way}, c.id ${way}`.execute(db);
  return rows;
}
