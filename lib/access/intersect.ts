import type { Permission } from "@/lib/access/permissions";
import { covers, type Scope } from "@/lib/access/scope";

type Scopes = ReadonlyMap<Permission, Scope>;

/** What lies within both, permission by permission, and whether anything of the first was left out. */
export function intersect(first: Scopes, second: Scopes): { scopes: Map<Permission, Scope>; cut: boolean } {
  const scopes = new Map<Permission, Scope>();
  let cut = false;
  for (const [permission, scope] of first) {
    const other = second.get(permission);
    const both = other === undefined ? [] : shared(scope, other);
    if (!covers(both, scope)) cut = true;
    if (both === "all" || both.length > 0) scopes.set(permission, both);
  }
  return { scopes, cut };
}

function shared(one: Scope, other: Scope): Scope {
  if (one === "all") return other;
  return other === "all" ? one : one.filter((group) => other.includes(group));
}
