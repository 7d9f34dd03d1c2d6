import { type Permission, permissions } from "@/lib/access/permissions";

/** Where a permission is held: in the whole account, or on the devices of some groups (by their numbers). */
export type Scope = "all" | readonly number[];

export interface EffectiveGrant {
  permissions: readonly Permission[];
  wholeAccount: boolean;
  groupNos: readonly number[];
}

/** Adds grants up. There is no deny rule; a permission for the whole account only is not given by a grant for groups. */
export function scopesOf(grants: readonly EffectiveGrant[]): Map<Permission, Scope> {
  const scopes = new Map<Permission, Scope>();
  for (const grant of grants) {
    for (const permission of grant.permissions) {
      const held = scopes.get(permission);
      if (held === "all") continue;
      if (grant.wholeAccount) scopes.set(permission, "all");
      else if (permissions[permission].scope === "device" && grant.groupNos.length > 0)
        scopes.set(
          permission,
          [...new Set([...(held ?? []), ...grant.groupNos])].sort((a, b) => a - b),
        );
    }
  }
  return scopes;
}

/** Whether what is given lies within what is held: the rule that nobody gives what they do not hold. */
export function covers(held: Scope | undefined, given: Scope): boolean {
  if (held === undefined) return false;
  if (held === "all") return true;
  return given !== "all" && given.every((group) => held.includes(group));
}
