import type { Member } from "@/lib/access/actor";
import type { Permission } from "@/lib/access/permissions";

/** Whether a permission is held on a device in these groups. For showing; an operation finds out in its own scope. */
export function holdsOn(actor: Member, permission: Permission, groups: readonly number[]): boolean {
  const scope = actor.scopes.get(permission);
  if (scope === undefined) return false;
  return scope === "all" || groups.some((group) => scope.includes(group));
}
