import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";
import type { Happening, WatchedSession } from "@/lib/containment/judge-containment";
import type { Looked } from "@/lib/containment/look-at";
import { tellAskers } from "@/lib/containment/tell-askers";
import { newId } from "@/lib/kernel/id";
import type { Effects } from "@/lib/operation/operation";

/** A statement carries at most 65,535 values. */
const PER_STATEMENT = 1_000;

/** Writes what was found of many containments: one statement a table, however many there are. */
export async function writeJudgements(
  context: { db: AccountDb } & Effects,
  accountId: string,
  looked: readonly Looked[],
  now: Date,
): Promise<void> {
  const { db } = context;
  const changed = looked.flatMap(({ judgement }) => judgement.changed);
  if (changed.length > 0) await updateSessions(db, accountId, changed);
  const begun = looked.flatMap(({ row, judgement }) =>
    judgement.begun.map((session) => ({
      id: newId(),
      containment_id: row.id,
      device_id: row.deviceId,
      session_id: session.sessionId,
      nas: session.nas,
      acct_session_id: session.acctSessionId,
      status: session.status,
      next_attempt_at: session.nextAttemptAt,
      still_sending_at: session.stillSendingAt,
      ended_at: session.endedAt,
      ended_by: session.endedBy,
    })),
  );
  for (let start = 0; start < begun.length; start += PER_STATEMENT)
    await db
      .insertInto("disconnect")
      .values(begun.slice(start, start + PER_STATEMENT))
      .execute();
  await writeHappenings(
    db,
    looked.flatMap(({ row, judgement }) => judgement.events.map((event) => ({ ...event, of: row }))),
  );
  const told = await tellAskers(context, accountId, looked, now);
  const rows = looked.map(({ row, judgement, refused, refusedUntil }) => ({
    id: row.id,
    status: judgement.status,
    sessions: judgement.sessions.length,
    ended_at: judgement.endedAt,
    stayed_away_since: judgement.stayedAwaySince,
    refused,
    refused_told: judgement.refusedTold,
    refused_told_at: judgement.refusedToldAt,
    refused_until: refusedUntil,
    heard_until: row.heardUntil,
    next_look_at: judgement.nextLookAt,
    told_at: told.has(row.id) ? now : row.toldAt,
    changed: judgement.status !== row.status,
  }));
  await sql`
    update containment c set status = r.status, sessions = r.sessions, ended_at = r.ended_at,
      stayed_away_since = r.stayed_away_since, refused = r.refused, refused_told = r.refused_told,
      refused_told_at = r.refused_told_at, refused_until = r.refused_until,
      heard_until = coalesce(r.heard_until, c.heard_until), next_look_at = r.next_look_at, told_at = r.told_at,
      last_change_at = case when r.changed then ${now} else c.last_change_at end,
      version = c.version + r.changed::int
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (id uuid, status text, sessions int, ended_at timestamptz,
      stayed_away_since timestamptz, refused int, refused_told int, refused_told_at timestamptz, refused_until timestamptz,
      heard_until timestamptz, next_look_at timestamptz, told_at timestamptz, changed boolean)
    where c.account_id = ${accountId} and c.id = r.id`.execute(db);
}

async function updateSessions(
  db: AccountDb,
  accountId: string,
  sessions: readonly WatchedSession[],
): Promise<void> {
  const rows = sessions.map((session) => ({
    id: session.id,
    status: session.status,
    next_attempt_at: session.nextAttemptAt,
    still_sending_at: session.stillSendingAt,
    ended_at: session.endedAt,
    ended_by: session.endedBy,
  }));
  await sql`
    update disconnect x set status = r.status, next_attempt_at = r.next_attempt_at, still_sending_at = r.still_sending_at,
      ended_at = r.ended_at, ended_by = r.ended_by
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (id uuid, status text, next_attempt_at timestamptz,
      still_sending_at timestamptz, ended_at timestamptz, ended_by text)
    where x.account_id = ${accountId} and x.id = r.id`.execute(db);
}

export async function writeHappenings(
  db: AccountDb,
  happenings: readonly (Happening & { of: { id: string; deviceId: string } })[],
): Promise<void> {
  for (let start = 0; start < happenings.length; start += PER_STATEMENT)
    await db
      .insertInto("containment_event")
      .values(
        happenings.slice(start, start + PER_STATEMENT).map((event) => ({
          id: newId(),
          containment_id: event.of.id,
          device_id: event.of.deviceId,
          session_id: event.sessionId,
          at: event.at,
          kind: event.kind,
          attributes: JSON.stringify(event.attributes),
          detail: JSON.stringify(event.detail),
        })),
      )
      .execute();
}
