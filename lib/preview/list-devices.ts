import { sql } from "kysely";
import { z } from "zod";
import type { Scope } from "@/lib/access/scope";
import { deviceFilters, rangesOf } from "@/lib/devices/public";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { devicesIn, type Look, type SightChange, sidesOf } from "@/lib/preview/sight";

/** Which devices to list, and from where. */
export const listInput = z.object({
  which: z.enum(["before", "after", "added", "removed"]),
  q: deviceFilters.shape.q,
  cursor: z.string().max(500).optional(),
});

export type ListInput = z.output<typeof listInput>;

const place = z.tuple([z.string(), z.uuid()]);
const pageSize = 20;

export interface ToldDevice {
  id: string;
  label: string;
  kind: string;
  state: string;
}

/** A page of them by label, found by the beginning of a label or an identifier like everywhere. */
export async function listDevices(
  look: Look,
  account: string,
  change: SightChange,
  { which, q, cursor }: ListInput,
  told: Scope,
): Promise<{ devices: ToldDevice[]; next: string | null }> {
  const { scope, without } = sidesOf(change, which);
  if (scope !== "all" && scope.length === 0) return { devices: [], next: null };
  const after = cursor ? decodeCursor(cursor, place) : null;
  const matches = q
    ? sql`and (${sql.join(
        rangesOf(q.toLowerCase()).map(
          ({ column, from, to }) => sql`(${sql.ref(column)} >= ${from} and ${sql.ref(column)} < ${to})`,
        ),
        sql` or `,
      )})`
    : sql``;
  const { rows } = await look(scope, (db) =>
    sql<ToldDevice & { key: string }>`
      select d.id, d.label, d.kind, d.state, d.label_key as key from device d
      where ${devicesIn(account, scope, without, told)} ${matches}
        ${after ? sql`and (d.label_key, d.id) > (${after[0]}, ${after[1]}::uuid)` : sql``}
      order by d.label_key, d.id limit ${pageSize + 1}`.execute(db),
  );
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  return {
    devices: page.map(({ key: _, ...device }) => device),
    next: rows.length > pageSize && last ? encodeCursor([last.key, last.id]) : null,
  };
}
