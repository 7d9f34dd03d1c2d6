import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";
import type { Looked } from "@/lib/containment/look-at";
import type { Effects } from "@/lib/operation/operation";

/** As many are named in one mail. */
const NAMED = 20;

/**
 * Promises a mail to whoever asked for what was given up just now: once for each containment, and once for all of one work on
 * many devices. Says of which that was done.
 */
export async function tellAskers(
  { db, enqueue }: { db: AccountDb } & Pick<Effects, "enqueue">,
  accountId: string,
  looked: readonly Looked[],
  now: Date,
): Promise<Set<string>> {
  const given = looked.filter(
    ({ row, judgement }) => judgement.status === "gave_up" && row.toldAt === null && row.askedBy !== null,
  );
  const told = new Set<string>();
  const one = Map.groupBy(given, ({ row }) => `${row.askedBy} ${row.bulkActionId ?? ""}`);
  for (const some of one.values()) {
    const [first] = some;
    if (!first?.row.askedBy) continue;
    for (const { row } of some) told.add(row.id);
    if (first.row.bulkActionId && (await wasTold(db, accountId, first.row.bulkActionId))) continue;
    await enqueue("tell-gave-up", {
      accountId,
      membershipId: first.row.askedBy,
      deviceIds: some.slice(0, NAMED).map(({ row }) => row.deviceId),
      devices: some.length,
      bulkActionId: first.row.bulkActionId,
      at: now.toISOString(),
    });
  }
  return told;
}

/** The work's own row is held, so that of two workers one is first. */
async function wasTold(db: AccountDb, accountId: string, bulkActionId: string): Promise<boolean> {
  await sql`select from bulk_action where account_id = ${accountId} and id = ${bulkActionId} for no key update`.execute(
    db,
  );
  const { rows } = await sql`
    select from containment where account_id = ${accountId} and bulk_action_id = ${bulkActionId} and told_at is not null
    limit 1`.execute(db);
  return rows.length > 0;
}
