import type { AccountDb } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { type Permission, permissions } from "@/lib/access/permissions";
import { covers, type Scope, scopesOf } from "@/lib/access/scope";
import { Refused } from "@/lib/kernel/errors";
import { findHoldings, type Holding, lastingScopes } from "@/lib/people/find-holdings";

export interface Gift {
  permissions: readonly Permission[];
  scope: Scope;
  endsAt: Date | null;
}

/**
 * Nobody gives what they do not hold: every permission of the role, in all of the scope, for as long as it is given.
 * Asked of the database again after lockAccess, because the actor may have lost something since the request began.
 */
export async function assertMayGive(db: AccountDb, actor: Member, now: Date, gift: Gift): Promise<void> {
  const holdings = await findHoldings(db, actor.account.id, actor.membershipId, now);
  const { lacking, tooLong } = beyondGiver(actor, holdings, gift);
  if (lacking.length > 0)
    throw new Refused(
      `${sayLacking(lacking)} Choose another role or other groups, or ask an administrator.`,
      lacking,
    );
  if (tooLong.length > 0)
    throw new Refused(`${sayTooLong(tooLong)} Choose an earlier end date, or ask an administrator.`, tooLong);
}

/** What of a gift its giver does not hold there, and what not for as long: of either, nothing, or it is not given. */
export function beyondGiver(actor: Member, holdings: readonly Holding[], gift: Gift) {
  const current = scopesOf(holdings);
  const lasting = lastingScopes(holdings, gift.endsAt);
  return {
    lacking: gift.permissions.filter(
      (permission) =>
        !covers(actor.scopes.get(permission), gift.scope) || !covers(current.get(permission), gift.scope),
    ),
    tooLong: gift.permissions.filter((permission) => !covers(lasting.get(permission), gift.scope)),
  };
}

export const sayLacking = (lacking: readonly Permission[]) =>
  `You cannot give what you do not hold yourself there: ${say(lacking)}.`;

export const sayTooLong = (tooLong: readonly Permission[]) =>
  `You cannot give for longer than you hold it yourself: ${say(tooLong)}.`;

function say(lacking: readonly Permission[]): string {
  const labels = lacking.slice(0, 3).map((permission) => permissions[permission].label);
  const rest = lacking.length - labels.length;
  return rest > 0 ? `${labels.join(", ")} and ${rest} more` : labels.join(", ");
}
