import type { AccountDb, AccountReader } from "@/db/scoped";
import type { Scope } from "@/lib/access/scope";
import type { DeviceFilters } from "@/lib/devices/device-filters";
import { type DeviceKind, deviceKinds } from "@/lib/devices/kind";
import { type DeviceState, deviceStates } from "@/lib/devices/state";
import { Missing } from "@/lib/kernel/errors";

export interface Facets {
  states: readonly DeviceState[];
  kinds: readonly DeviceKind[];
  online: readonly boolean[];
}

/** What a list is walked by: facets of the device itself, groups it must be in, and how a name of it begins. */
export interface Narrowing {
  facets: Facets | null;
  /** null: not narrowed to groups */
  groups: readonly number[] | null;
  /** the one group that was asked for, beside those the scope already allows */
  chosenGroup: number | null;
  search: string | null;
}

export async function narrow(
  db: AccountReader | AccountDb,
  accountId: string,
  scope: Scope,
  filters: DeviceFilters,
): Promise<Narrowing> {
  const chosenGroup =
    filters.group === undefined ? null : await groupNumber(db as AccountReader, accountId, filters.group);
  return {
    facets: facetsOf(filters),
    groups: chosenGroup !== null ? [chosenGroup] : scope === "all" ? null : scope,
    chosenGroup,
    search: filters.q ? filters.q.toLowerCase() : null,
  };
}

function facetsOf({ state, kind, online }: DeviceFilters): Facets | null {
  if (!state?.length && !kind?.length && online === undefined) return null;
  return {
    states: state?.length ? [...new Set(state)] : deviceStates,
    kinds: kind?.length ? [...new Set(kind)] : deviceKinds,
    online: online === undefined ? [true, false] : [online],
  };
}

async function groupNumber(db: AccountReader, accountId: string, groupId: string): Promise<number> {
  const group = await db
    .selectFrom("device_group")
    .where("account_id", "=", accountId)
    .where("id", "=", groupId)
    .select("group_no")
    .executeTakeFirst();
  if (!group) throw new Missing("group", [groupId]);
  return group.group_no;
}
