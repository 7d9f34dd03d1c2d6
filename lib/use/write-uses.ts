import { sql } from "kysely";
import { log } from "@/lib/kernel/log";
import { actAsSystem } from "@/lib/operation/act-as-system";
import { type Counted, giveBackUses, takeUses } from "@/lib/use/counter";

/** A statement carries at most 65,535 values. */
const atOnce = 5_000;

/** Writes down what this process has counted: each account's in a transaction of its own, in that account's scope. */
export async function writeUses(): Promise<void> {
  for (const [accountId, counted] of takeUses())
    await writeForAccount(accountId, counted).catch((err) => {
      // what the database will never take is not tried for ever
      if (isRejected(err)) return log.error({ err, accountId }, "uses of permissions were not counted");
      giveBackUses(accountId, counted);
      log.warn({ err, accountId }, "uses of permissions are counted later");
    });
}

const isRejected = (err: unknown) => /^(22|23)/.test((err as { code?: string }).code ?? "");

function writeForAccount(accountId: string, counted: readonly Counted[]): Promise<void> {
  // in one order, so that two processes do not wait for each other
  const sorted = counted.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  return actAsSystem(accountId, "use.write", async ({ db }) => {
    for (let start = 0; start < sorted.length; start += atOnce) {
      const some = sorted.slice(start, start + atOnce);
      await db
        .insertInto("permission_use")
        .values(
          some.map((each) => ({
            membership_id: each.membershipId,
            permission: each.permission,
            group_no: each.groupNo,
            day: each.day,
            uses: each.uses,
            last_used_at: each.lastUsedAt,
          })),
        )
        .onConflict((conflict) =>
          conflict.columns(["account_id", "membership_id", "permission", "group_no", "day"]).doUpdateSet({
            uses: sql`permission_use.uses + excluded.uses`,
            last_used_at: sql`greatest(permission_use.last_used_at, excluded.last_used_at)`,
          }),
        )
        .execute();
      await db
        .insertInto("permission_last_use")
        .values(
          newestOf(some).map((each) => ({
            membership_id: each.membershipId,
            permission: each.permission,
            group_no: each.groupNo,
            last_used_at: each.lastUsedAt,
          })),
        )
        .onConflict((conflict) =>
          conflict.columns(["account_id", "membership_id", "permission", "group_no"]).doUpdateSet({
            last_used_at: sql`greatest(permission_last_use.last_used_at, excluded.last_used_at)`,
          }),
        )
        .execute();
    }
  });
}

const keyOf = (each: Counted) =>
  `${each.membershipId} ${each.permission} ${String(each.groupNo).padStart(10, "0")} ${each.day}`;

/** Around midnight there are two days of the same; a statement takes each row once. */
function newestOf(sorted: readonly Counted[]): Counted[] {
  const newest = new Map<string, Counted>();
  for (const each of sorted) {
    const key = `${each.membershipId} ${each.permission} ${each.groupNo}`;
    const known = newest.get(key);
    if (!known || each.lastUsedAt > known.lastUsedAt) newest.set(key, each);
  }
  return [...newest.values()];
}
