import type { Permission } from "@/lib/access/permissions";
import { type EffectiveGrant, type Scope, scopesOf } from "@/lib/access/scope";

/** A grant that holds now, and until when. */
export interface TimedGrant extends EffectiveGrant {
  endsAt: Date | null;
}

/** Where a permission is held, and when that first becomes less. */
export interface Held {
  scope: Scope;
  until: Date | null;
  /** from then on it is held nowhere, and not only in fewer places */
  wholly: boolean;
}

/** What grants add up to, by the code that decides every request, with the first end that takes something of each away. */
export function addUp(grants: readonly TimedGrant[]): Map<Permission, Held> {
  const held = new Map<Permission, Held>(
    [...scopesOf(grants)].map(([permission, scope]) => [permission, { scope, until: null, wholly: false }]),
  );
  const ends = [...new Set(grants.flatMap(({ endsAt }) => (endsAt ? [endsAt.getTime()] : [])))];
  for (const end of ends.sort((one, other) => one - other)) {
    const left = scopesOf(grants.filter(({ endsAt }) => endsAt === null || endsAt.getTime() > end));
    for (const [permission, now] of held) {
      if (now.until !== null) continue;
      const later = left.get(permission);
      if (later !== undefined && sameScope(later, now.scope)) continue;
      held.set(permission, { ...now, until: new Date(end), wholly: later === undefined });
    }
  }
  return held;
}

const sameScope = (one: Scope, other: Scope) =>
  one === "all" || other === "all" ? one === other : one.length === other.length;
