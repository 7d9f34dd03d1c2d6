import { sql } from "kysely";
import type { AccountReader } from "@/db/scoped";
import type { Place, Walk } from "@/lib/devices/place";

/** How many devices of the account are looked at for each one that is wanted, before it is given up. */
const worthLookingAt = 20;

/**
 * The next places of a scope of many groups, found along the account's own order: the fastest way where those groups hold
 * much of the account. Null when that finds too few, which is no answer yet.
 */
export async function walkScope(db: AccountReader, walk: Walk): Promise<Place[] | null> {
  const { rows } = await sql<{ key: string; id: string }>`
    select key, id from walk_scope(${walk.order === "newest"}, ${walk.descending}, ${walk.after?.key ?? null},
      ${walk.after?.id ?? null}::uuid, ${walk.limit}, ${walk.limit * worthLookingAt})`.execute(db);
  return rows.length < walk.limit ? null : rows.map(({ key, id }) => ({ rank: 0, key, id }));
}
