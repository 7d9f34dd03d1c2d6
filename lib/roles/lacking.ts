import type { AccountDb, AccountReader } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { type Permission, permissions } from "@/lib/access/permissions";
import { covers, scopesOf } from "@/lib/access/scope";
import { Refused } from "@/lib/kernel/errors";
import { findHoldings, lastingScopes } from "@/lib/people/public";
import type { Given } from "@/lib/roles/find-reach";

/**
 * Adding a permission to a role gives it to everybody who has the role, everywhere and for as long as they have it. What
 * of it the actor may not give: a permission she holds nowhere, or not in all of these places, or not for so long.
 */
export async function findLacking(
  db: AccountReader | AccountDb,
  actor: Member,
  now: Date,
  added: readonly Permission[],
  reach: readonly Given[],
): Promise<Permission[]> {
  if (added.length === 0) return [];
  const holdings = await findHoldings(db, actor.account.id, actor.membershipId, now);
  const current = scopesOf(holdings);
  const places = new Map(reach.map((given) => [JSON.stringify([given.scope, given.endsAt]), given] as const));
  const lasting = [...places.values()].map(({ scope, endsAt }) => ({
    scope,
    held: lastingScopes(holdings, endsAt),
  }));
  return added.filter(
    (permission) =>
      !actor.scopes.has(permission) ||
      !current.has(permission) ||
      lasting.some(
        ({ scope, held }) =>
          !covers(held.get(permission), scope) || !covers(actor.scopes.get(permission), scope),
      ),
  );
}

/** Throws Refused, naming each permission that the actor may not give in this way. */
export async function assertMayAdd(
  db: AccountDb,
  actor: Member,
  now: Date,
  added: readonly Permission[],
  reach: readonly Given[],
): Promise<void> {
  const lacking = await findLacking(db, actor, now, added, reach);
  if (lacking.length === 0) return;
  const named = lacking.map((permission) => permissions[permission].label).join(", ");
  throw new Refused(
    reach.length > 0
      ? `You cannot give people what you do not hold yourself, wherever and as long as they have the role: ${named}.`
      : `You cannot put into a role what you do not hold yourself: ${named}.`,
    lacking,
  );
}
