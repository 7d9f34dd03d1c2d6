import { type Permission, permissions } from "@/lib/access/permissions";
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
  const ends = endsOf(grants);
  return new Map(
    [...scopesOf(grants)].map(([permission, scope]) => [
      permission,
      { scope, ...firstEnd(scope, ends.get(permission) ?? new Map()) },
    ]),
  );
}

const never = Number.POSITIVE_INFINITY;

/** For each permission the last end of what gives it in a group, or in the whole account. */
function endsOf(grants: readonly TimedGrant[]): Map<Permission, Map<number | "all", number>> {
  const ends = new Map<Permission, Map<number | "all", number>>();
  for (const { permissions: given, wholeAccount, groupNos, endsAt } of grants) {
    const end = endsAt?.getTime() ?? never;
    for (const permission of given) {
      if (!wholeAccount && permissions[permission].scope === "account") continue;
      const places = ends.get(permission) ?? new Map<number | "all", number>();
      ends.set(permission, places);
      for (const place of wholeAccount ? (["all"] as const) : groupNos)
        places.set(place, Math.max(end, places.get(place) ?? 0));
    }
  }
  return ends;
}

function firstEnd(scope: Scope, ends: ReadonlyMap<number | "all", number>): Omit<Held, "scope"> {
  const places = scope === "all" ? [ends.get("all") ?? never] : scope.map((no) => ends.get(no) ?? never);
  const first = Math.min(...places);
  if (first === never) return { until: null, wholly: false };
  const last = Math.max(...places, ...(scope === "all" ? ends.values() : []));
  return { until: new Date(first), wholly: last === first };
}
