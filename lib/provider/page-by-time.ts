import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";

export const PAGE = 50;

export const pageInput = z.object({ after: z.string().max(500).optional() });

/** The position after which a page newest first begins: the time in full, since a JavaScript date drops its microseconds. */
const position = z.tuple([z.string().max(64), z.string().max(300)]);

/** Only what is older than the last row of the page before; the names are the code's own. */
export function olderThan(after: string | undefined, time: string, tie: string): RawBuilder<boolean> {
  if (!after) return sql<boolean>`true`;
  const [at, id] = decodeCursor(after, position);
  // the first condition is the one an index on the time answers
  return sql<boolean>`${sql.ref(time)} <= ${at}::timestamptz and (${sql.ref(time)}, ${sql.ref(tie)}::text) < (${at}::timestamptz, ${id})`;
}

/** Cuts the row that was read beyond the page, and says where the next begins. */
export function cutPage<Row extends { exact: string }>(
  rows: Row[],
  tie: (row: Row) => string,
): { rows: Omit<Row, "exact">[]; next: string | null } {
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return {
    rows: page.map(({ exact: _, ...row }) => row),
    next: rows.length > PAGE && last ? encodeCursor([last.exact, tie(last)]) : null,
  };
}
