import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";

/** What happened to one device, newest first, asked for page by page. The time stays text: PostgreSQL's is finer than ours. */
export const ofDevice = z.object({
  deviceId: z.uuid(),
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

const position = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);

/** A time so that it comes back as exactly the same. */
export const exactly = (column: string) =>
  sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

export function olderThan(at: string, id: string, cursor: string | undefined): RawBuilder<boolean> {
  if (cursor === undefined) return sql<boolean>`true`;
  const [time, place] = decodeCursor(cursor, position);
  return sql<boolean>`(${sql.ref(at)}, ${sql.ref(id)}) < (${time}::timestamptz, ${place}::uuid)`;
}

/** Rows were asked for one more than the page holds. */
export function cut<Row extends { id: string; exact: string }>(rows: Row[], limit: number) {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { page, next: rows.length > limit && last ? encodeCursor([last.exact, last.id]) : null };
}
