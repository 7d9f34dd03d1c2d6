import { isElevated, type Permission } from "@/lib/access/permissions";
import type { Facts } from "@/lib/advice/facts";
import { findElevated, findStale, findWithoutFactor } from "@/lib/advice/find-people";
import { findUnused } from "@/lib/advice/find-unused";
import { findUnwatched } from "@/lib/advice/find-unwatched";
import { findWideScopes } from "@/lib/advice/find-wide-scopes";
import type { Finding } from "@/lib/advice/finding";
import { givenBy, hadItsChance } from "@/lib/advice/held";

/** All findings, those about elevated permissions first. */
export function findAdvice(facts: Facts): Finding[] {
  const members = new Map(facts.members.map((member) => [member.id, member]));
  const unused = byWeight(findUnused(facts, members));
  return [
    ...findElevated(facts, unused),
    ...unused.filter(({ kind }) => kind === "unused_grant"),
    ...unused.filter(({ kind }) => kind === "unused_permissions"),
    ...findWideScopes(facts, members),
    ...findWithoutFactor(facts),
    ...findStale(facts),
    ...findUnwatched(facts),
  ];
}

function byWeight(findings: readonly Finding[]): Finding[] {
  const names = new Intl.Collator("en");
  return findings
    .map((finding) => ({
      finding,
      elevated: finding.permissions.filter((permission) => isElevated(permission)).length,
      name: finding.member?.name ?? "",
    }))
    .toSorted((one, other) => other.elevated - one.elevated || names.compare(one.name, other.name))
    .map(({ finding }) => finding);
}

export interface Figures {
  members: number;
  elevatedHolders: number;
  withoutFactor: number;
  /** a permission counts once for each person who holds it and has not used it */
  unusedPermissions: number;
}

export function figuresOf(facts: Facts): Figures {
  const unused = new Map<string, Set<Permission>>();
  for (const grant of facts.grants)
    for (const permission of givenBy(grant.role, grant)) {
      if (facts.uses.get(grant.memberId)?.has(permission) || !hadItsChance(facts, grant, permission))
        continue;
      unused.set(grant.memberId, (unused.get(grant.memberId) ?? new Set()).add(permission));
    }
  return {
    members: facts.members.length,
    elevatedHolders: findElevated(facts, []).length,
    withoutFactor: findWithoutFactor(facts).length,
    unusedPermissions: [...unused.values()].reduce((sum, permissions) => sum + permissions.size, 0),
  };
}
