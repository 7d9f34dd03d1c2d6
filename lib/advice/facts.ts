import type { Permission } from "@/lib/access/permissions";

/** How long something has to have been possible, and not done, to be advised about. */
export const windowDays = 90;

export interface MemberFact {
  id: string;
  name: string;
  email: string;
  company: string | null;
  joinedAt: Date;
  lastSeenAt: Date | null;
  withoutFactor: boolean;
}

export interface RoleFact {
  id: string;
  name: string;
  builtIn: string | null;
  permissions: readonly Permission[];
}

export interface GrantFact {
  id: string;
  version: number;
  memberId: string;
  role: RoleFact;
  wholeAccount: boolean;
  groupNos: readonly number[];
  /** when it began */
  since: Date;
  endsAt: Date | null;
  /**
   * Since when it reaches no more than now, and since when it gives each permission (as ISO text, of which there may be a
   * hundred thousand); null: not yet seen by the worker.
   */
  held: { reachSince: Date; permissionsSince: Readonly<Record<string, string>> } | null;
}

interface LastUse {
  /** 0: in the whole account, or not tied to a group */
  groups: readonly number[];
  at: Date;
}

export interface GroupFact {
  id: string;
  no: number;
  name: string;
  deviceCount: number;
  createdAt: Date;
}

/** What the advisor knows of an account. */
export interface Facts {
  now: Date;
  /** the beginning of the window */
  from: Date;
  fromText: string;
  /** since when uses are counted here */
  countedSince: Date | null;
  members: readonly MemberFact[];
  roles: readonly RoleFact[];
  /** that hold now */
  grants: readonly GrantFact[];
  /** who held anything in the whole account within the window: then uses tell no group */
  wholeLately: ReadonlySet<string>;
  /** within the window: member → permission */
  uses: ReadonlyMap<string, ReadonlyMap<string, LastUse>>;
  groups: readonly GroupFact[];
}
