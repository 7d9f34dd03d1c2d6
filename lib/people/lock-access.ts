import type { AccountDb } from "@/db/scoped";

/**
 * Held until the transaction ends: an account's access is changed by one command at a time, so that what each of them
 * checks is still true when it commits. Answers which role is the administrator's.
 */
export async function lockAccess(db: AccountDb, accountId: string): Promise<{ administratorRoleId: string }> {
  const role = await db
    .selectFrom("role")
    .where("account_id", "=", accountId)
    .where("built_in", "=", "administrator")
    .select("id")
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  return { administratorRoleId: role.id };
}
