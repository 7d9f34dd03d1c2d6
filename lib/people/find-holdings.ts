import { sql } from "kysely";
import type { AccountDb, AccountReader } from "@/db/scoped";
import { permissionsOfRole } from "@/lib/access/roles";
import { type EffectiveGrant, scopesOf } from "@/lib/access/scope";

/** A grant that holds now, and until when. */
export interface Holding extends EffectiveGrant {
  endsAt: Date | null;
}

/** What a member holds at this moment, as the database has it. */
export async function findHoldings(
  db: AccountReader | AccountDb,
  accountId: string,
  membershipId: string,
  now: Date,
): Promise<Holding[]> {
  const { rows } = await sql<{
    builtIn: string | null;
    permissions: string[];
    wholeAccount: boolean;
    endsAt: Date | null;
    groupNos: number[];
  }>`
    select r.built_in as "builtIn", r.permissions, g.whole_account as "wholeAccount", g.ends_at as "endsAt",
      coalesce((select array_agg(gg.group_no) from role_grant_group gg
                where gg.account_id = ${accountId} and gg.grant_id = g.id), '{}') as "groupNos"
    from role_grant g
    join membership m on m.account_id = ${accountId} and m.id = g.membership_id and m.removed_at is null
    join role r on r.account_id = ${accountId} and r.id = g.role_id
    where g.account_id = ${accountId} and g.membership_id = ${membershipId} and g.revoked_at is null
      and (g.starts_at is null or g.starts_at <= ${now}) and (g.ends_at is null or g.ends_at > ${now})
  `.execute(db);
  return rows.map((row) => ({
    permissions: permissionsOfRole({ built_in: row.builtIn, permissions: row.permissions }),
    wholeAccount: row.wholeAccount,
    groupNos: row.groupNos,
    endsAt: row.endsAt,
  }));
}

/** What is held at least until a time; null: without an end. */
export const lastingScopes = (holdings: readonly Holding[], until: Date | null) =>
  scopesOf(holdings.filter(({ endsAt }) => endsAt === null || (until !== null && endsAt >= until)));
