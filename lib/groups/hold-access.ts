import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";

/**
 * Held before a device comes into a group: until the transaction ends nobody changes who may do what in the account, so
 * that what is checked is still true when it commits. Others may move devices meanwhile. Taken before groups and devices.
 */
export async function holdAccess(db: AccountDb): Promise<void> {
  await sql`select hold_access()`.execute(db);
}

/**
 * Held before a device changes in what rules look at: until the transaction ends nobody changes a rule. Taken after
 * holdAccess, before groups and devices.
 */
export async function holdRules(db: AccountDb): Promise<void> {
  await sql`select hold_rules()`.execute(db);
}

/** Held before a rule changes: until the transaction ends no device changes in what rules look at. Taken after lockAccess. */
export async function lockRules(db: AccountDb, accountId: string): Promise<void> {
  await db
    .selectFrom("group_counter")
    .where("account_id", "=", accountId)
    .select("last_no")
    .forNoKeyUpdate()
    .execute();
}
