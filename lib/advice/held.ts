import { type Permission, permissions } from "@/lib/access/permissions";
import type { Facts, GrantFact, RoleFact } from "@/lib/advice/facts";

const inGroups = new WeakMap<RoleFact, readonly Permission[]>();

/** What a role gives there: what is for the whole account only is not given in groups. */
export function givenBy(
  role: RoleFact,
  { wholeAccount, groupNos }: Pick<GrantFact, "wholeAccount" | "groupNos">,
): readonly Permission[] {
  if (wholeAccount) return role.permissions;
  if (groupNos.length === 0) return [];
  let given = inGroups.get(role);
  if (!given) {
    given = role.permissions.filter((permission) => permissions[permission].scope === "device");
    inGroups.set(role, given);
  }
  return given;
}

const sets = new WeakMap<RoleFact, ReadonlySet<Permission>>();

export function setOf(role: RoleFact): ReadonlySet<Permission> {
  const set = sets.get(role) ?? new Set(role.permissions);
  sets.set(role, set);
  return set;
}

/** Whether a permission was used that this grant gives, where it gives it: in its groups, or tied to none. */
export function isUsed(facts: Facts, grant: GrantFact, permission: Permission): boolean {
  const use = facts.uses.get(grant.memberId)?.get(permission);
  if (!use) return false;
  return grant.wholeAccount || use.groups.some((no) => no === 0 || grant.groupNos.includes(no));
}

/** Whether the grant has given a permission, as far as it reaches now, for the whole of the window. */
export function hadItsChance(
  { from, fromText }: Facts,
  { held }: GrantFact,
  permission: Permission,
): boolean {
  if (held === null || held.reachSince > from) return false;
  const since = held.permissionsSince[permission];
  return since !== undefined && since <= fromText;
}
