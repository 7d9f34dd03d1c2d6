import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";
import type { Facts, GrantFact } from "@/lib/advice/facts";
import { givenBy } from "@/lib/advice/held";

interface Stored {
  whole_account: boolean;
  group_nos: number[];
}

/**
 * Keeps since when each grant gives what it gives, by looking rather than by being told: whichever way a grant or its role
 * was changed, what is new begins today. A grant that is gone is forgotten.
 */
export async function keepHoldings(db: AccountDb, account: string, facts: Facts): Promise<void> {
  const { rows } = await sql<Stored & { grant_id: string }>`
    select grant_id, whole_account, group_nos from grant_holding where account_id = ${account}
  `.execute(db);
  const stored = new Map(rows.map((row) => [row.grant_id, row]));
  const changed = facts.grants.flatMap((grant) => {
    const holding = holdingOf(grant, stored.get(grant.id), facts.now);
    return holding ? [holding] : [];
  });
  for (let start = 0; start < changed.length; start += 1_000)
    await db
      .insertInto("grant_holding")
      .values(changed.slice(start, start + 1_000))
      .onConflict((conflict) =>
        conflict.columns(["account_id", "grant_id"]).doUpdateSet({
          whole_account: sql`excluded.whole_account`,
          group_nos: sql`excluded.group_nos`,
          reach_since: sql`excluded.reach_since`,
          permissions_since: sql`excluded.permissions_since`,
        }),
      )
      .execute();
  const live = new Set(facts.grants.map(({ id }) => id));
  const gone = rows.map((row) => row.grant_id).filter((id) => !live.has(id));
  if (gone.length > 0)
    await db
      .deleteFrom("grant_holding")
      .where("account_id", "=", account)
      .where(sql<boolean>`grant_id = any(${gone}::uuid[])`)
      .execute();
}

/** Null where nothing has to be written. */
function holdingOf(grant: GrantFact, before: Stored | undefined, now: Date) {
  const known = grant.held?.permissionsSince ?? {};
  const given = givenBy(grant.role, grant);
  const same =
    before !== undefined &&
    before.whole_account === grant.wholeAccount &&
    before.group_nos.join() === grant.groupNos.join() &&
    Object.keys(known).length === given.length &&
    given.every((permission) => known[permission] !== undefined);
  if (same) return null;
  return {
    grant_id: grant.id,
    whole_account: grant.wholeAccount,
    group_nos: [...grant.groupNos],
    reach_since: before && grant.held && isWithin(grant, before) ? grant.held.reachSince : now,
    permissions_since: JSON.stringify(
      Object.fromEntries(given.map((permission) => [permission, known[permission] ?? now.toISOString()])),
    ),
  };
}

/** Whether it reaches no further than before. From the whole account to groups counts as new: uses told no group until now. */
const isWithin = ({ wholeAccount, groupNos }: GrantFact, before: Stored) =>
  wholeAccount === before.whole_account && groupNos.every((no) => before.group_nos.includes(no));
