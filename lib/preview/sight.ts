import { type RawBuilder, sql } from "kysely";
import type { AccountReader } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import type { Scope } from "@/lib/access/scope";
import type { Held } from "@/lib/preview/compare-access";

/** Where somebody sees devices before and after; undefined: nowhere. */
export interface SightChange {
  before: Scope | undefined;
  after: Scope | undefined;
}

export type Which = "before" | "after" | "added" | "removed";

/** What a look takes: row-level security set to somebody's scope. */
export type Look = <Result>(scope: Scope, read: (db: AccountReader) => Promise<Result>) => Promise<Result>;

/** Where somebody sees devices before and after. */
export const sightOf = ({ before, after }: { before: Held; after: Held }): SightChange => ({
  before: before.get("device.view"),
  after: after.get("device.view"),
});

/** Of which devices a reader may be told. */
export const toldTo = (reader: Member): Scope => reader.scopes.get("device.view") ?? [];

const nobody: Scope = [];

/** In whose sight to look, and what of it was in sight on the other side of the change. */
export function sidesOf({ before = nobody, after = nobody }: SightChange, which: Which) {
  if (which === "before" || which === "removed")
    return { scope: before, without: which === "removed" ? after : null };
  return { scope: after, without: which === "added" ? before : null };
}

/**
 * The devices that row-level security shows in a scope, without those of another and only those the reader sees as well, as
 * a condition on device d. The groups are named besides, so that their members are read and not every device.
 */
export function devicesIn(
  account: string,
  scope: Scope,
  without: Scope | null,
  told: Scope,
): RawBuilder<boolean> {
  const parts = [sql<boolean>`d.account_id = ${account}`];
  const member = (groups: readonly number[]) => sql<boolean>`d.id in (
    select m.device_id from device_group_member m
    where m.account_id = ${account} and m.group_no = any(${[...groups]}::int[]))`;
  if (scope !== "all") {
    const only = without === null || without === "all" ? scope : scope.filter((no) => !without.includes(no));
    parts.push(member(only));
  }
  if (without !== null)
    parts.push(without === "all" ? sql`false` : sql`not (d.groups && ${[...without]}::int[])`);
  if (told !== "all") parts.push(sql`d.groups && ${[...told]}::int[]`);
  return sql.join(parts, sql` and `);
}

/** How many there are of which, as far as the reader may be told. */
export async function countDevices(
  look: Look,
  account: string,
  change: SightChange,
  which: Which,
  told: Scope,
): Promise<number> {
  const { scope, without } = sidesOf(change, which);
  if (scope !== "all" && scope.length === 0) return 0;
  if (without === "all" || (told !== "all" && told.length === 0)) return 0;
  return look(scope, async (db) => {
    const { rows } = await (told === "all" && without === null
      ? sql<{ n: number }>`select count_devices_in_scope() as n`
      : sql<{
          n: number;
        }>`select count(*) as n from device d where ${devicesIn(account, scope, without, told)}`
    ).execute(db);
    return rows[0]?.n ?? 0;
  });
}
