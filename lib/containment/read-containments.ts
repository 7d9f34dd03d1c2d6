import { type Selectable, sql } from "kysely";
import type { AccountReader } from "@/db/scoped";
import type { AccountTables } from "@/db/tables";
import type {
  ContainedSession,
  Containment,
  ContainmentCause,
  ContainmentEvent,
  ContainmentStatus,
  ContainmentSummary,
  EventDetail,
  EventKind,
  RawAttributes,
} from "@/lib/containment/containment";
import { errorCauseOf } from "@/lib/containment/error-causes";
import { sayEvent } from "@/lib/containment/say-event";
import { env } from "@/lib/kernel/env";

type Row = Selectable<AccountTables["containment"]> & { label: string };

/** Nothing a page shows at once grows without end. */
const MOST_EVENTS = 500;
const MOST_SESSIONS = 200;

export const summarize = (row: Row): ContainmentSummary => ({
  id: row.id,
  deviceId: row.device_id,
  deviceLabel: row.label,
  cause: row.cause as ContainmentCause,
  status: row.status as ContainmentStatus,
  reason: row.reason,
  askedAt: row.asked_at.toISOString(),
  askedBy: row.asked_by_label,
  bulkActionId: row.bulk_action_id,
  sessions: row.sessions,
  signOnsRefused: row.refused,
  stayedAwaySince: row.stayed_away_since?.toISOString() ?? null,
  closedAt: row.closed_at?.toISOString() ?? null,
  closedBy: row.closed_by_label,
});

/** One containment with its sessions and all that happened. */
export async function readContainment(db: AccountReader, accountId: string, row: Row): Promise<Containment> {
  const { stayed_away_since: since } = row;
  const ends = since && new Date(since.getTime() + 1_000 * env("CONTAINMENT_WATCH_SECONDS"));
  // first what happened: what came between is then told by the sessions, and never the other way round
  const events = await readEvents(db, accountId, row.id);
  return {
    ...summarize(row),
    events,
    sessions: await readSessions(db, accountId, row.id),
    watchUntil: ends?.toISOString() ?? null,
  };
}

/** Those that are not over, and the newest of the others. */
async function readSessions(
  db: AccountReader,
  accountId: string,
  containmentId: string,
): Promise<ContainedSession[]> {
  const rows = await db
    .selectFrom("disconnect as x")
    .innerJoin("data_session as s", (join) =>
      join.on("s.account_id", "=", accountId).onRef("s.id", "=", "x.session_id"),
    )
    .where("x.account_id", "=", accountId)
    .where("x.containment_id", "=", containmentId)
    .orderBy(sql`x.status = 'ended' and x.still_sending_at is null`)
    .orderBy("x.id", "desc")
    .limit(MOST_SESSIONS)
    .select([
      "x.id",
      "x.session_id",
      "x.nas",
      "x.acct_session_id",
      "x.status",
      "x.attempts",
      "x.next_attempt_at",
      "x.error_cause",
      "x.acknowledged_at",
      "x.ended_at",
      "x.ended_by",
      "x.still_sending_at",
      "s.framed_ip",
      "s.last_heard_at",
      "s.started_at",
      "s.up_bytes",
      "s.down_bytes",
    ])
    .execute();
  const inOrder = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return inOrder.map((row) => ({
    id: row.session_id,
    nas: row.nas,
    acctSessionId: row.acct_session_id,
    framedIp: row.framed_ip,
    status: row.status as ContainedSession["status"],
    attempts: row.attempts,
    nextAttemptAt: row.status === "asked" ? null : (row.next_attempt_at?.toISOString() ?? null),
    errorCause: row.error_cause === null ? null : nameCause(row.error_cause),
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    endedBy: row.ended_by as ContainedSession["endedBy"],
    stillSendingAt: row.still_sending_at?.toISOString() ?? null,
    lastHeardAt: row.last_heard_at.toISOString(),
    startedAt: row.started_at.toISOString(),
    upBytes: row.up_bytes,
    downBytes: row.down_bytes,
  }));
}

function nameCause(code: number) {
  const { name, words, advice } = errorCauseOf(code);
  return { code, name, words, advice };
}

async function readEvents(
  db: AccountReader,
  accountId: string,
  containmentId: string,
): Promise<ContainmentEvent[]> {
  const rows = await db
    .selectFrom("containment_event")
    .where("account_id", "=", accountId)
    .where("containment_id", "=", containmentId)
    .orderBy("id", "desc")
    .limit(MOST_EVENTS)
    .select([
      "id",
      "at",
      "kind",
      "session_id",
      sql<RawAttributes>`attributes`.as("attributes"),
      sql<EventDetail>`detail`.as("detail"),
    ])
    .execute();
  return rows.reverse().map((row) => {
    const kind = row.kind as EventKind;
    const { attributes, detail } = row;
    return {
      id: row.id,
      at: row.at.toISOString(),
      kind,
      sessionId: row.session_id,
      attributes,
      detail,
      words: sayEvent(kind, attributes, detail),
    };
  });
}
