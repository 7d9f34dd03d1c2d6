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

/**
 * What grants add up to, by the code that decides every request, with the first end that takes something of each away.
 * Permissions that the same grants give are held alike, so one of them stands for all.
 */
export function addUp(grants: readonly TimedGrant[]): Map<Permission, Held> {
  const givers = new Map<Permission, TimedGrant[]>();
  const names = new Map<Permission, string>();
  for (const [place, grant] of grants.entries())
    for (const permission of grant.permissions) {
      givers.set(permission, [...(givers.get(permission) ?? []), grant]);
      names.set(permission, `${names.get(permission) ?? permissions[permission].scope} ${place}`);
    }
  const alike = Map.groupBy(givers.keys(), (permission) => names.get(permission) ?? "");
  const held = new Map<Permission, Held>();
  for (const [first, ...others] of alike.values()) {
    if (first === undefined) continue;
    const giving = (givers.get(first) ?? []).map((grant) => ({ ...grant, permissions: [first] }));
    const scope = scopesOf(giving).get(first);
    if (scope === undefined) continue;
    const same = { scope, ...firstEnd(scope, giving) };
    for (const permission of [first, ...others]) held.set(permission, same);
  }
  return held;
}

const never = Number.POSITIVE_INFINITY;
const endOf = ({ endsAt }: TimedGrant) => endsAt?.getTime() ?? never;

/** Each place is held until the last of what gives it there ends; the first of these ends takes something away. */
function firstEnd(scope: Scope, giving: readonly TimedGrant[]): Omit<Held, "scope"> {
  const lasts =
    scope === "all"
      ? [Math.max(...giving.filter(({ wholeAccount }) => wholeAccount).map(endOf))]
      : scope.map((no) => Math.max(...giving.filter(({ groupNos }) => groupNos.includes(no)).map(endOf)));
  const first = Math.min(...lasts);
  if (first === never) return { until: null, wholly: false };
  return { until: new Date(first), wholly: addsUpToNothing(giving.filter((grant) => endOf(grant) > first)) };
}

/** Whether grants of one permission give it nowhere: none is left, or only such as would need a whole account. */
const addsUpToNothing = (left: readonly TimedGrant[]) => scopesOf(left).size === 0;
