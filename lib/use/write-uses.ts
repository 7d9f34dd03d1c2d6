import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";
import { log } from "@/lib/kernel/log";
import { actAsSystem } from "@/lib/operation/act-as-system";
import { type CountedUse, giveBackUses, takeUses } from "@/lib/use/counter";
import { type PlacedUse, placeUses } from "@/lib/use/place-uses";

/** A statement carries at most 65,535 values. */
const atOnce = 5_000;

/** Writes down what this process has counted: each account's in a transaction of its own, in that account's scope. */
export async function writeUses(): Promise<void> {
  for (const [accountId, uses] of takeUses())
    await writeForAccount(accountId, uses).catch((err) => {
      // what the database will never take is not tried for ever
      if (isRejected(err)) return log.error({ err, accountId }, "uses of permissions were not counted");
      giveBackUses(accountId, uses);
      log.warn({ err, accountId }, "uses of permissions are counted later");
    });
}

const isRejected = (err: unknown) => /^(22|23)/.test((err as { code?: string }).code ?? "");

function writeForAccount(accountId: string, uses: readonly CountedUse[]): Promise<void> {
  return actAsSystem(accountId, "use.write", async ({ db }) => {
    const placed = await placeUses(db, accountId, uses);
    for (let start = 0; start < placed.length; start += atOnce) {
      const some = placed.slice(start, start + atOnce);
      await addToDays(db, some);
      await keepNewest(db, newestOf(some));
    }
  });
}

function addToDays(db: AccountDb, placed: readonly PlacedUse[]) {
  return db
    .insertInto("permission_use")
    .values(placed.map((each) => ({ ...rowOf(each), day: each.day, uses: each.uses })))
    .onConflict((conflict) =>
      conflict.columns(["account_id", "membership_id", "permission", "group_no", "day"]).doUpdateSet({
        uses: sql`permission_use.uses + excluded.uses`,
        last_used_at: sql`greatest(permission_use.last_used_at, excluded.last_used_at)`,
      }),
    )
    .execute();
}

function keepNewest(db: AccountDb, newest: readonly PlacedUse[]) {
  return db
    .insertInto("permission_last_use")
    .values(newest.map(rowOf))
    .onConflict((conflict) =>
      conflict.columns(["account_id", "membership_id", "permission", "group_no"]).doUpdateSet({
        last_used_at: sql`greatest(permission_last_use.last_used_at, excluded.last_used_at)`,
      }),
    )
    .execute();
}

const rowOf = ({ membershipId, permission, groupNo, lastUsedAt }: PlacedUse) => ({
  membership_id: membershipId,
  permission,
  group_no: groupNo,
  last_used_at: lastUsedAt,
});

/** Around midnight there are two days of the same; a statement takes each row once. */
function newestOf(placed: readonly PlacedUse[]): PlacedUse[] {
  const newest = new Map<string, PlacedUse>();
  for (const each of placed) {
    const key = `${each.membershipId} ${each.permission} ${each.groupNo}`;
    const known = newest.get(key);
    if (!known || each.lastUsedAt > known.lastUsedAt) newest.set(key, each);
  }
  return [...newest.values()];
}
