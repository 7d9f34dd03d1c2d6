import type { TransactionScope } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { type OwnMembership, ownMembership, type Permission } from "@/lib/access/permissions";
import type { Scope } from "@/lib/access/scope";

/** What a transaction lets a member see, for an operation of this permission. */
export function transactionScope(
  actor: Member,
  scope: Scope,
  permission: Permission | OwnMembership,
): TransactionScope {
  return { accountId: actor.account.id, groups: scope, membershipId: whoseRows(actor, permission) };
}

/**
 * Whose own rows are in sight beside those of the groups. Who looks as somebody else sees what that member asked for only
 * where all of it lies in the seer's own sight; of access, a seer sees everybody's (lib/seeing/may-see-as.ts).
 */
function whoseRows({ membershipId, seer }: Member, permission: Permission | OwnMembership): string | null {
  const seesAll = !seer || permission === ownMembership || seer.scopes.get(permission) === "all";
  return seesAll ? membershipId : null;
}
