import { type RawBuilder, sql } from "kysely";

/** Where a device stands in a list: by label, by its own id (which is by time), or by how it matches what was searched. */
export interface Place {
  rank: number;
  key: string;
  id: string;
}

/** One way through a list: in which order, which way, after which place, and how far at most. */
export interface Walk {
  order: "label" | "newest";
  descending: boolean;
  after: Place | null;
  limit: number;
}

const way = (walk: Walk) => sql.raw(walk.descending ? "desc" : "asc");

/** What stands in the walk's key: nothing where the id alone is the order. */
export const keyOf = (walk: Walk, label: string) => (walk.order === "label" ? sql.ref(label) : sql`''`);

export function inOrder(walk: Walk, label: string, id: string): RawBuilder<unknown> {
  if (walk.order === "newest") return sql`order by ${sql.ref(id)} ${way(walk)} limit ${walk.limit}`;
  return sql`order by ${sql.ref(label)} ${way(walk)}, ${sql.ref(id)} ${way(walk)} limit ${walk.limit}`;
}

/** Only what comes after the place, as one row comparison that an index can begin at. */
export function beyond(walk: Walk, label: string, id: string, after = walk.after): RawBuilder<unknown> {
  if (after === null) return sql``;
  return beyondValues(walk, label, id, sql`${after.key}`, sql`${after.id}::uuid`);
}

export function beyondValues(
  walk: Walk,
  label: string,
  id: string,
  key: RawBuilder<unknown>,
  place: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const than = sql.raw(walk.descending ? "<" : ">");
  if (walk.order === "newest") return sql`and ${sql.ref(id)} ${than} ${place}`;
  return sql`and (${sql.ref(label)}, ${sql.ref(id)}) ${than} (${key}, ${place})`;
}

/** PostgreSQL's order of C-collated text and of uuids: by their bytes. */
export function comparePlaces(one: Place, other: Place): number {
  return (
    one.rank - other.rank ||
    Buffer.compare(Buffer.from(one.key), Buffer.from(other.key)) ||
    (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)
  );
}
