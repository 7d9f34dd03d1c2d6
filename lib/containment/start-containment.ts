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

/** Of the newest so many sessions of a device, those that are open are asked to end. */
const LOOKED_AT = 200;

/**
 * Writes down that a device is to be off the network, and each session that is to end for it. The caller holds the device,
 * and has written in the same transaction what refuses it: nothing is asked of the network before that is committed.
 */
export async function startContainment(
  { db, actor, now }: Asked,
  device: HeldDevice,
  cause: ContainmentCause,
  reason: string,
): Promise<void> {
  await closeContainment({ db, actor, now }, device.id, "superseded");
  const open = await openSessions(db, actor.account.id, device.id, now);
  const id = newId();
  await db
    .insertInto("containment")
    .values({
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
      refused_before: await refusedSoFar(db, actor.account.id, device.id, now),
      refused_until: now,
      heard_until: device.last_heard_at ?? now,
      next_look_at: now,
      last_change_at: now,
    })
    .execute();
  if (open.length > 0)
    await db
      .insertInto("disconnect")
      .values(
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
      )
      .execute();
  await db
    .insertInto("containment_event")
    .values({
      id: newId(),
      containment_id: id,
      device_id: device.id,
      at: now,
      kind: "contained",
      detail: JSON.stringify({ reason, by: actor.label, cause, sessions: open.length }),
    })
    .execute();
}

/** Ends the open containment of a device, if there is one: nothing more is asked for it. */
export async function closeContainment(
  { db, actor, now }: Asked,
  deviceId: string,
  status: "released" | "superseded",
): Promise<string | null> {
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
    .where("device_id", "=", deviceId)
    .where("status", "not in", ["released", "superseded"])
    .returning("id")
    .executeTakeFirst();
  if (!closed) return null;
  await db
    .updateTable("disconnect")
    .set({ next_attempt_at: null, claimed_until: null })
    .where("account_id", "=", actor.account.id)
    .where("containment_id", "=", closed.id)
    .execute();
  return closed.id;
}

/** Those that nobody has ended, whether they were heard from lately or have only fallen silent. */
function openSessions(db: AccountDb, accountId: string, deviceId: string, now: Date) {
  return db
    .selectFrom((eb) =>
      eb
        .selectFrom("data_session")
        .where("account_id", "=", accountId)
        .where("device_id", "=", deviceId)
        .orderBy("started_at", "desc")
        .orderBy("id", "desc")
        .limit(LOOKED_AT)
        .select(["id", "nas", "acct_session_id", "last_heard_at", "stopped_at", "interim_seconds"])
        .as("s"),
    )
    .where("s.stopped_at", "is", null)
    .where("s.last_heard_at", ">", new Date(now.getTime() - 86_400_000))
    .selectAll()
    .execute();
}

async function refusedSoFar(db: AccountDb, accountId: string, deviceId: string, now: Date): Promise<number> {
  const { sum } = await db
    .selectFrom("device_auth_failure")
    .where("account_id", "=", accountId)
    .where("device_id", "=", deviceId)
    .where(sql<boolean>`day >= (${now}::timestamptz at time zone 'UTC')::date`)
    .select(sql<number>`coalesce(sum(failures), 0)::int`.as("sum"))
    .executeTakeFirstOrThrow();
  return sum;
}
