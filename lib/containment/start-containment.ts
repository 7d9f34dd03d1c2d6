import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import type { ContainmentCause } from "@/lib/containment/containment";
import { isSilent } from "@/lib/containment/silence";
import { newId } from "@/lib/kernel/id";

/** Who keeps a device off the network, in which transaction. */
interface Asked {
  db: AccountDb;
  actor: Member;
  now: Date;
}

interface HeldDevice {
  id: string;
  last_heard_at: Date | null;
}

interface OpenSession {
  device_id: string;
  id: string;
  nas: string;
  acct_session_id: string;
  last_heard_at: Date;
  stopped_at: Date | null;
  interim_seconds: number | null;
}

/** Of the newest so many sessions of a device, those that are open are asked to end. */
const LOOKED_AT = 200;
/** A statement takes at most 65,535 values. */
const AT_ONCE = 2_000;

/**
 * Writes down that devices are to be off the network, and each session that is to end for it. The caller holds the devices,
 * and has written in the same transaction what refuses them: nothing is asked of the network before that is committed.
 */
export async function startContainments(
  { db, actor, now }: Asked,
  devices: readonly HeldDevice[],
  cause: ContainmentCause,
  reason: string,
): Promise<void> {
  const deviceIds = devices.map((device) => device.id);
  await closeContainments({ db, actor, now }, deviceIds, "superseded");
  const sessions = await openSessions(db, actor.account.id, deviceIds, now);
  const refused = await refusedSoFar(db, actor.account.id, deviceIds, now);
  const begun = devices.map((device) => ({ id: newId(), device, open: sessions.get(device.id) ?? [] }));
  await db
    .insertInto("containment")
    .values(
      begun.map(({ id, device, open }) => ({
        id,
        device_id: device.id,
        cause,
        reason,
        asked_at: now,
        asked_by_label: actor.label,
        status: open.length > 0 ? "ending" : "watching",
        sessions: open.length,
        ended_at: open.length > 0 ? null : now,
        stayed_away_since: open.length > 0 ? null : now,
        refused_before: refused.get(device.id) ?? 0,
        refused_until: now,
        heard_until: device.last_heard_at ?? now,
        next_look_at: now,
        last_change_at: now,
      })),
    )
    .execute();
  const requests = begun.flatMap(({ id, device, open }) =>
    open.map((session) => ({
      id: newId(),
      containment_id: id,
      device_id: device.id,
      session_id: session.id,
      nas: session.nas,
      acct_session_id: session.acct_session_id,
      silent_before: isSilent(session, now),
      next_attempt_at: now,
    })),
  );
  for (let first = 0; first < requests.length; first += AT_ONCE)
    await db
      .insertInto("disconnect")
      .values(requests.slice(first, first + AT_ONCE))
      .execute();
  await db
    .insertInto("containment_event")
    .values(
      begun.map(({ id, device, open }) => ({
        id: newId(),
        containment_id: id,
        device_id: device.id,
        at: now,
        kind: "contained",
        detail: JSON.stringify({ reason, by: actor.label, cause, sessions: open.length }),
      })),
    )
    .execute();
}

/** Ends the open containments of devices, where there are: nothing more is asked for them. Returns those it ended. */
export async function closeContainments(
  { db, actor, now }: Asked,
  deviceIds: readonly string[],
  status: "released" | "superseded",
): Promise<string[]> {
  const closed = await db
    .updateTable("containment")
    .set((eb) => ({
      status,
      closed_at: now,
      closed_by_label: actor.label,
      last_change_at: now,
      version: eb("version", "+", 1),
    }))
    .where("account_id", "=", actor.account.id)
    .where(sql<boolean>`device_id = any(${deviceIds}::uuid[])`)
    .where("status", "not in", ["released", "superseded"])
    .returning("id")
    .execute();
  const ids = closed.map(({ id }) => id);
  if (ids.length > 0)
    await db
      .updateTable("disconnect")
      .set({ next_attempt_at: null, claimed_until: null })
      .where("account_id", "=", actor.account.id)
      .where(sql<boolean>`containment_id = any(${ids}::uuid[])`)
      .execute();
  return ids;
}

/** Of each device those that nobody has ended, whether they were heard from lately or have only fallen silent. */
async function openSessions(db: AccountDb, accountId: string, deviceIds: readonly string[], now: Date) {
  const { rows } = await sql<OpenSession>`
    select s.* from unnest(${deviceIds}::uuid[]) g (device_id)
    cross join lateral (
      select device_id, id, nas, acct_session_id, last_heard_at, stopped_at, interim_seconds from data_session
      where account_id = ${accountId} and device_id = g.device_id
      order by started_at desc, id desc limit ${LOOKED_AT}
    ) s
    where s.stopped_at is null and s.last_heard_at > ${new Date(now.getTime() - 86_400_000)}`.execute(db);
  return Map.groupBy(rows, (row) => row.device_id);
}

async function refusedSoFar(db: AccountDb, accountId: string, deviceIds: readonly string[], now: Date) {
  const rows = await db
    .selectFrom("device_auth_failure")
    .where("account_id", "=", accountId)
    .where(sql<boolean>`device_id = any(${deviceIds}::uuid[])`)
    .where(sql<boolean>`day >= (${now}::timestamptz at time zone 'UTC')::date`)
    .groupBy("device_id")
    .select(["device_id", sql<number>`sum(failures)::int`.as("sum")])
    .execute();
  return new Map(rows.map((row) => [row.device_id, row.sum]));
}
