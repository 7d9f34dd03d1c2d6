import { sql } from "kysely";
import type { AccountDb, AccountReader } from "@/db/scoped";
import { permissionsOfRole } from "@/lib/access/roles";
import type { Holding } from "@/lib/people/find-holdings";

/** What the member in scope holds at this moment, as the database has it: also for whom no grant is in sight. */
export async function findOwnHoldings(db: AccountReader | AccountDb, now: Date): Promise<Holding[]> {
  const { rows } = await sql<{
    builtIn: string | null;
    permissions: string[];
    wholeAccount: boolean;
    groupNos: number[];
    endsAt: Date | null;
  }>`
    select built_in as "builtIn", permissions, whole_account as "wholeAccount", group_nos as "groupNos", ends_at as "endsAt"
    from own_grants()
    where revoked_at is null and (starts_at is null or starts_at <= ${now}) and (ends_at is null or ends_at > ${now})
  `.execute(db);
  return rows.map((row) => ({
    permissions: permissionsOfRole({ built_in: row.builtIn, permissions: row.permissions }),
    wholeAccount: row.wholeAccount,
    groupNos: row.groupNos,
    endsAt: row.endsAt,
  }));
}
