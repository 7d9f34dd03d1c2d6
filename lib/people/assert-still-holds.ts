import type { AccountDb } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import type { Permission } from "@/lib/access/permissions";
import { scopesOf } from "@/lib/access/scope";
import { Refused } from "@/lib/kernel/errors";
import { findHoldings } from "@/lib/people/find-holdings";

/**
 * Asked after lockAccess: whoever waited there may have lost the permission to somebody who came first, and takes nothing
 * from others any more.
 */
export async function assertStillHolds(
  db: AccountDb,
  actor: Member,
  now: Date,
  permission: Permission,
): Promise<void> {
  const held = scopesOf(await findHoldings(db, actor.account.id, actor.membershipId, now));
  if (held.get(permission) !== "all")
    throw new Refused("You may no longer do this: somebody has just changed your access.", [permission]);
}
