import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";
import type { CountedUse, UsedOn } from "@/lib/use/counter";

/** A row of the count: somebody's uses of a permission in a group on a day; group 0 is the whole account, or none. */
export interface PlacedUse {
  membershipId: string;
  permission: string;
  groupNo: number;
  day: string;
  uses: number;
  lastUsedAt: Date;
}

/** In which groups each use was: those of its device that lie in the scope it was held in, and the group it was about. */
export async function placeUses(
  db: AccountDb,
  account: string,
  uses: readonly CountedUse[],
): Promise<PlacedUse[]> {
  const things = uses.flatMap(({ on }) => on);
  const groupsOf = new Map([
    ...(await groupsThemselves(db, account, idsOf(things, "group"))),
    ...(await groupsOfDevices(db, account, idsOf(things, "device"))),
  ]);
  const placed = new Map<string, PlacedUse>();
  for (const { scope, on, groups, ...use } of uses) {
    const all = new Set([...groups, ...on.flatMap(({ id }) => groupsOf.get(id) ?? [])]);
    const nos = [...all].filter((no) => scope === "all" || scope.includes(no));
    for (const groupNo of nos.length > 0 ? nos : [0]) add(placed, { ...use, groupNo });
  }
  // in one order, so that two processes do not wait for each other
  return [...placed].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, use]) => use);
}

const idsOf = (things: readonly UsedOn[], kind: UsedOn["kind"]) => [
  ...new Set(things.filter((thing) => thing.kind === kind).map(({ id }) => id)),
];

function add(placed: Map<string, PlacedUse>, use: PlacedUse): void {
  const key = `${use.membershipId} ${use.permission} ${String(use.groupNo).padStart(10, "0")} ${use.day}`;
  const known = placed.get(key);
  if (!known) {
    placed.set(key, use);
    return;
  }
  known.uses += use.uses;
  if (use.lastUsedAt > known.lastUsedAt) known.lastUsedAt = use.lastUsedAt;
}

type Found = [id: string, groups: readonly number[]][];

async function groupsThemselves(db: AccountDb, account: string, ids: readonly string[]): Promise<Found> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string; no: number }>`
    select id, group_no as no from device_group where account_id = ${account} and id = any(${ids}::uuid[])
  `.execute(db);
  return rows.map(({ id, no }) => [id, [no]]);
}

async function groupsOfDevices(db: AccountDb, account: string, ids: readonly string[]): Promise<Found> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string; groups: number[] }>`
    select id, groups from device where account_id = ${account} and id = any(${ids}::uuid[])
  `.execute(db);
  return rows.map(({ id, groups }) => [id, groups]);
}
