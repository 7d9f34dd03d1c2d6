import type { Permission } from "@/lib/access/permissions";
import type { Scope } from "@/lib/access/scope";

/** What something was done to, as far as it tells in which groups: other things tell none. */
export interface UsedOn {
  kind: "device" | "group";
  id: string;
}

/** One permitted use. Its groups are looked up later, for many at once, so that no request waits for that. */
interface Use {
  accountId: string;
  membershipId: string;
  permission: Permission;
  /** where the permission was held then */
  scope: Scope;
  on: readonly UsedOn[];
  /** the groups, where the use itself knows them */
  groups?: readonly number[];
  at: Date;
}

/** The same use several times on a day. */
export interface CountedUse {
  membershipId: string;
  permission: string;
  scope: Scope;
  on: readonly UsedOn[];
  groups: readonly number[];
  day: string;
  uses: number;
  lastUsedAt: Date;
}

interface Counts {
  /** uses on one thing or on none, by what they are */
  same: Map<string, CountedUse>;
  /** uses on many things at once, which hardly come twice */
  many: CountedUse[];
}

// on globalThis, because one server may hold several copies of this module and only one of them writes the counts down
const kept = globalThis as { cordonUses?: Map<string, Counts> };

/** Notes a use in this process. It is written down with all others of the account some seconds later. */
export function countUse({ accountId, membershipId, permission, scope, on, groups = [], at }: Use): void {
  // whoever holds the whole account used it in no group, unless it was done to the group itself
  const told = scope === "all" ? on.filter(({ kind }) => kind === "group") : on;
  const day = at.toISOString().slice(0, 10);
  add(accountId, { membershipId, permission, scope, on: told, groups, day, uses: 1, lastUsedAt: at });
}

function add(accountId: string, use: CountedUse): void {
  kept.cordonUses ??= new Map();
  let counts = kept.cordonUses.get(accountId);
  if (!counts) {
    counts = { same: new Map(), many: [] };
    kept.cordonUses.set(accountId, counts);
  }
  if (use.on.length > 1 || use.groups.length > 0) {
    counts.many.push(use);
    return;
  }
  const key = `${use.membershipId} ${use.permission} ${use.day} ${use.on[0]?.id ?? ""}`;
  const known = counts.same.get(key);
  if (!known) {
    counts.same.set(key, use);
    return;
  }
  known.uses += use.uses;
  known.scope = use.scope;
  if (use.lastUsedAt > known.lastUsedAt) known.lastUsedAt = use.lastUsedAt;
}

/** Everything counted so far, per account; the count begins anew. */
export function takeUses(): [accountId: string, CountedUse[]][] {
  const counts = [...(kept.cordonUses ?? [])];
  kept.cordonUses = new Map();
  return counts.map(([accountId, { same, many }]) => [accountId, [...same.values(), ...many]]);
}

/** What could not be written down is counted on. */
export function giveBackUses(accountId: string, uses: readonly CountedUse[]): void {
  for (const use of uses) add(accountId, use);
}
