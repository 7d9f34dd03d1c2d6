import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import type { Permission } from "@/lib/access/permissions";
import { giftsThrough, isLacking, judgeGifts, type Lacking, sayLacking } from "@/lib/groups/gifts";
import { Refused } from "@/lib/kernel/errors";

interface Asking {
  db: AccountDb;
  actor: Member;
  now: Date;
}

interface Group {
  no: number;
  name: string;
}

export interface Blocked extends Lacking {
  id: string;
  label: string;
}

/**
 * Putting a device into a group gives everybody there what they hold through the group, the actor included, and nobody
 * gives what they do not hold: on the device as it is now, in its present groups or in the whole account. Which of these
 * devices may not be put there, and why. Devices are held until the transaction ends; whoever calls this holds holdAccess.
 */
export async function findBlocked(
  { db, actor, now }: Asking,
  group: Group,
  deviceIds: readonly string[],
): Promise<Blocked[]> {
  const devices = await db
    .selectFrom("device")
    .where("account_id", "=", actor.account.id)
    .where(sql<boolean>`id = any(${deviceIds}::uuid[])`)
    .orderBy("id")
    .select(["id", "label", "groups"])
    .forNoKeyUpdate()
    .execute();
  const gifts = (await giftsThrough(db, [group.no], now)).get(group.no) ?? [];
  const judge = await judgeGifts(db, actor, now);
  const known = new Map<string, Lacking>();
  return devices.flatMap(({ id, label, groups }) => {
    if (groups.includes(group.no)) return [];
    const key = groups.join();
    const lacking = known.get(key) ?? judge(gifts, groups);
    known.set(key, lacking);
    return isLacking(lacking) ? [{ id, label, ...lacking }] : [];
  });
}

/** Throws Refused when one of these devices may not be put into the group. */
export async function assertMayPut(
  asking: Asking,
  group: Group,
  deviceIds: readonly string[],
): Promise<void> {
  const blocked = await findBlocked(asking, group, deviceIds);
  if (blocked.length > 0) throw refusedToPut(group, blocked);
}

export function refusedToPut(group: Group, blocked: readonly Blocked[]): Refused {
  const [first, ...others] = blocked;
  const lacking = all(blocked.map((device) => device.lacking));
  const tooLong = all(blocked.map((device) => device.tooLong));
  const more = others.length === 1 ? " and another device" : ` and ${others.length} other devices`;
  const what = `${first?.label ?? "this"}${others.length > 0 ? more : ""}`;
  const on = others.length > 0 ? "on them" : "on it";
  return new Refused(
    `You cannot put ${what} into ${group.name}: people there would get ${sayLacking({ lacking, tooLong }, on)}.`,
    [...lacking, ...tooLong],
  );
}

const all = (some: readonly (readonly Permission[])[]) => [...new Set(some.flat())];

/**
 * A device that is only now registered is nobody's yet: whoever holds in the group itself all that its people get there
 * gives nothing that she could not give there anyway. Says of each group where she does not why it may not be filled.
 */
export async function findUnfillable(
  { db, actor, now }: Asking,
  groups: readonly Group[],
): Promise<(Lacking & { no: number; words: string })[]> {
  if (groups.length === 0) return [];
  const gifts = await giftsThrough(
    db,
    groups.map((group) => group.no),
    now,
  );
  const judge = await judgeGifts(db, actor, now);
  return groups.flatMap(({ no, name }) => {
    const lacking = judge(gifts.get(no) ?? [], [no]);
    if (!isLacking(lacking)) return [];
    const get = sayLacking(lacking, "on it", "there");
    return [
      { no, ...lacking, words: `You cannot put a new device into ${name}: people there would get ${get}.` },
    ];
  });
}

/** Throws Refused for a group that the actor may not put a new device into. Whoever calls this holds holdAccess. */
export async function assertMayFill(asking: Asking, groups: readonly Group[]): Promise<void> {
  const [first] = await findUnfillable(asking, groups);
  if (first) throw new Refused(first.words, [...first.lacking, ...first.tooLong]);
}
