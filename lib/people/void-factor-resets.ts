import type { AccountDb } from "@/db/scoped";

/** Makes every link that waits for this member's confirmation worthless; says how many there were. */
export async function voidFactorResets(
  db: AccountDb,
  accountId: string,
  memberId: string,
  now: Date,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("factor_reset")
    .set({ cancelled_at: now })
    .where("account_id", "=", accountId)
    .where("membership_id", "=", memberId)
    .where("confirmed_at", "is", null)
    .where("cancelled_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}
