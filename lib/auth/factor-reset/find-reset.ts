import "server-only";
import type { AuthDb } from "@/db/auth";
import type { AccountDb, AccountReader } from "@/db/scoped";
import { scopesOf } from "@/lib/access/scope";
import { hashToken } from "@/lib/auth/token";
import { findHoldings } from "@/lib/people/public";

/** A reset that waits for its member. */
export interface WaitingReset {
  id: string;
  membershipId: string;
  userId: string;
  email: string;
  name: string;
  requester: { userId: string; email: string; name: string };
  reason: string;
  expiresAt: Date;
}

/** The reset behind a token while it can be confirmed: both are members still, and who asked for it still might. */
export async function findReset(
  db: AccountReader | AccountDb,
  accountId: string,
  token: string,
  now: Date,
): Promise<WaitingReset | null> {
  const found = await (db as AccountReader)
    .selectFrom("factor_reset as r")
    .innerJoin("membership as m", (join) =>
      join.onRef("m.account_id", "=", "r.account_id").onRef("m.id", "=", "r.membership_id"),
    )
    .innerJoin("membership as a", (join) =>
      join.onRef("a.account_id", "=", "r.account_id").onRef("a.id", "=", "r.created_by"),
    )
    .where("r.account_id", "=", accountId)
    .where("r.token_hash", "=", hashToken("factor reset", token))
    .where("r.confirmed_at", "is", null)
    .where("r.cancelled_at", "is", null)
    .where("r.expires_at", ">", now)
    .where("m.removed_at", "is", null)
    .where("a.removed_at", "is", null)
    .select([
      "r.id",
      "r.reason",
      "r.expires_at as expiresAt",
      "r.created_by as createdBy",
      "m.id as membershipId",
      "m.user_id as userId",
      "m.email",
      "m.name",
      "a.user_id as requesterId",
      "a.email as requesterEmail",
      "a.name as requesterName",
    ])
    .executeTakeFirst();
  if (!found) return null;
  const held = scopesOf(await findHoldings(db, accountId, found.createdBy, now));
  if (held.get("factor.reset") !== "all") return null;
  const { requesterId, requesterEmail, requesterName, createdBy: _, ...reset } = found;
  return { ...reset, requester: { userId: requesterId, email: requesterEmail, name: requesterName } };
}

/** Whether neither of the two was disabled since. */
export async function bothEnabled(db: AuthDb, reset: WaitingReset): Promise<boolean> {
  const ids = [reset.userId, reset.requester.userId];
  const enabled = await db
    .selectFrom("app_user")
    .where("id", "in", ids)
    .where("disabled_at", "is", null)
    .select("id")
    .execute();
  return enabled.length === new Set(ids).size;
}
