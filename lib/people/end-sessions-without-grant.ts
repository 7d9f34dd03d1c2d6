import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";

/**
 * Signs a person out everywhere when the last grant they had, in any account, has ended. Whether that was so is not
 * told: it would say whether the person belongs to other accounts.
 */
export async function endSessionsWithoutGrant(db: AccountDb, membershipId: string): Promise<void> {
  await sql`select end_sessions_without_grant(${membershipId})`.execute(db);
}
