import type { AccountReader } from "@/db/scoped";

/** The reset of a member's second factor that waits for its confirmation. */
export async function findWaitingReset(db: AccountReader, accountId: string, memberId: string, now: Date) {
  const found = await db
    .selectFrom("factor_reset")
    .where("account_id", "=", accountId)
    .where("membership_id", "=", memberId)
    .where("confirmed_at", "is", null)
    .where("cancelled_at", "is", null)
    .where("expires_at", ">", now)
    .select(["reason", "created_at", "created_by_label", "expires_at"])
    .orderBy("created_at", "desc")
    .executeTakeFirst();
  if (!found) return null;
  return {
    reason: found.reason,
    askedBy: found.created_by_label,
    askedAt: found.created_at.toISOString(),
    expiresAt: found.expires_at.toISOString(),
  };
}
