import { type Permission, permissions } from "@/lib/access/permissions";
import type { Facts, GrantFact, RoleFact } from "@/lib/advice/facts";

/** What a role gives there: what is for the whole account only is not given in groups. */
export function givenBy(
  role: RoleFact,
  { wholeAccount, groupNos }: Pick<GrantFact, "wholeAccount" | "groupNos">,
) {
  if (wholeAccount) return role.permissions;
  if (groupNos.length === 0) return [];
  return role.permissions.filter((permission) => permissions[permission].scope === "device");
}

/** Whether a permission was used that this grant gives, where it gives it: in its groups, or tied to none. */
export function isUsed(facts: Facts, grant: GrantFact, permission: Permission): boolean {
  const use = facts.uses.get(grant.memberId)?.get(permission);
  if (!use) return false;
  return grant.wholeAccount || use.groups.some((no) => no === 0 || grant.groupNos.includes(no));
}

/** Whether the grant has given a permission, as far as it reaches now, for the whole of the window. */
export function hadItsChance({ from }: Facts, { held }: GrantFact, permission: Permission): boolean {
  const since = held?.permissionsSince.get(permission);
  return held !== null && since !== undefined && since <= from && held.reachSince <= from;
}
