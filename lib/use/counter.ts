import type { Permission } from "@/lib/access/permissions";

/** One permitted use: by whom, of what, and in which groups; none: the whole account, or not tied to a group. */
export interface Use {
  accountId: string;
  membershipId: string;
  permission: Permission;
  groups: readonly number[];
  at: Date;
}

export interface Counted {
  membershipId: string;
  permission: string;
  groupNo: number;
  day: string;
  uses: number;
  lastUsedAt: Date;
}

type Counts = Map<string, Map<string, Counted>>;

// on globalThis, because one server may hold several copies of this module and only one of them writes the counts down
const kept = globalThis as { cordonUses?: Counts };

const tied = (groups: readonly number[]) => (groups.length === 0 ? [0] : groups);

/** Notes a use in this process. It is written down with all others of the account some seconds later. */
export function countUse({ accountId, membershipId, permission, groups, at }: Use): void {
  const day = at.toISOString().slice(0, 10);
  for (const groupNo of tied(groups))
    add(accountId, { membershipId, permission, groupNo, day, uses: 1, lastUsedAt: at });
}

function add(accountId: string, counted: Counted): void {
  kept.cordonUses ??= new Map();
  const counts = kept.cordonUses;
  let account = counts.get(accountId);
  if (!account) {
    account = new Map();
    counts.set(accountId, account);
  }
  const key = `${counted.membershipId} ${counted.permission} ${counted.groupNo} ${counted.day}`;
  const known = account.get(key);
  if (!known) {
    account.set(key, counted);
    return;
  }
  known.uses += counted.uses;
  if (counted.lastUsedAt > known.lastUsedAt) known.lastUsedAt = counted.lastUsedAt;
}

/** Everything counted so far, per account; the count begins anew. */
export function takeUses(): [accountId: string, Counted[]][] {
  const counts = kept.cordonUses ?? new Map();
  kept.cordonUses = new Map();
  return [...counts].map(([accountId, account]) => [accountId, [...account.values()]]);
}

/** What could not be written down is counted on. */
export function giveBackUses(accountId: string, counted: readonly Counted[]): void {
  for (const each of counted) add(accountId, { ...each });
}
