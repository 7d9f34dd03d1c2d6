import "server-only";
import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";
import type { ContainmentStatus } from "@/lib/containment/containment";
import {
  type Happening,
  type Judgement,
  judgeContainment,
  type Watched,
  type WatchedSession,
} from "@/lib/containment/judge-containment";
import { writeJudgements } from "@/lib/containment/write-judgements";
import { env } from "@/lib/kernel/env";
import type { Effects } from "@/lib/operation/operation";

interface Row {
  id: string;
  deviceId: string;
  label: string;
  groups: number[];
  askedAt: Date;
  askedBy: string | null;
  bulkActionId: string | null;
  toldAt: Date | null;
  status: ContainmentStatus;
  refusedBefore: number;
  refused: number;
  refusedTold: number;
  refusedToldAt: Date | null;
  refusedUntil: Date;
  heardUntil: Date | null;
}

export interface Looked {
  row: Row;
  judgement: Judgement;
  /** refused sign-ons since, and until when they were counted */
  refused: number;
  refusedUntil: Date;
}

/** Looks at these containments of an account, and writes down what is new. Those another worker looks at are left to it. */
export async function lookAt(
  context: { db: AccountDb } & Effects,
  accountId: string,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  const { db, audit, publish } = context;
  const rows = await holdOpen(db, accountId, ids);
  if (rows.length === 0) return;
  const held = rows.map((row) => row.id);
  const sessions = Map.groupBy(await readSessions(db, accountId, held), (each) => each.containmentId);
  const others = Map.groupBy(await readOthers(db, accountId, held), (each) => each.containmentId);
  const refusals = new Map(
    (await readRefusals(db, accountId, held)).map((each) => [each.containmentId, each]),
  );
  const looked = rows.map((row): Looked => {
    const counted = refusals.get(row.id);
    const refused = Math.max(row.refused, (counted?.total ?? 0) - row.refusedBefore);
    const watched: Watched = {
      ...row,
      sessions: sessions.get(row.id) ?? [],
      others: others.get(row.id) ?? [],
      more: others.get(row.id)?.length === MOST_BEGUN,
      refusals: {
        total: refused,
        told: row.refusedTold,
        toldAt: row.refusedToldAt,
        lastNas: counted?.lastNas ?? null,
        reasons: counted?.reasons ?? [],
      },
    };
    const judgement = judgeContainment(watched, now, env("CONTAINMENT_WATCH_SECONDS"));
    return { row, judgement, refused, refusedUntil: counted?.lastAt ?? row.refusedUntil };
  });
  await writeJudgements(context, accountId, looked, now);
  for (const { row, judgement } of looked) {
    const action = judgement.status === row.status ? undefined : tellOf[judgement.status];
    if (action)
      audit(action, {
        target: { kind: "device", id: row.deviceId, label: row.label },
        containment: row.id,
        ...why(judgement.events),
      });
  }
  const news = looked.filter(
    ({ row, judgement, refused }) =>
      judgement.status !== row.status ||
      judgement.events.length > 0 ||
      judgement.changed.length > 0 ||
      refused !== row.refused,
  );
  if (news.length > 0)
    publish({
      topic: "devices",
      devices: news.map(({ row }) => ({ id: row.deviceId, groups: row.groups })),
    });
}

const tellOf = {
  away: "device.stayed_away",
  still_sending: "device.still_sending",
  gave_up: "device.disconnect_gave_up",
} as Partial<
  Record<ContainmentStatus, "device.stayed_away" | "device.still_sending" | "device.disconnect_gave_up">
>;

const why = (events: readonly Happening[]) => {
  const said = events.findLast(({ kind }) => kind === "still_sending" || kind === "new_session");
  return said ? { session: said.sessionId, event: said.kind } : {};
};

async function holdOpen(db: AccountDb, accountId: string, ids: readonly string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select c.id, c.device_id as "deviceId", d.label, d.groups, c.asked_at as "askedAt", c.asked_by as "askedBy",
      c.bulk_action_id as "bulkActionId", c.told_at as "toldAt", c.status, c.refused_before as "refusedBefore", c.refused,
      c.refused_told as "refusedTold", c.refused_told_at as "refusedToldAt", c.refused_until as "refusedUntil",
      greatest(d.last_heard_at, c.heard_until) as "heardUntil"
    from containment c join device d on d.account_id = ${accountId} and d.id = c.device_id
    where c.account_id = ${accountId} and c.id = any(${ids}::uuid[]) and c.status not in ('released', 'superseded')
    order by c.id for no key update of c skip locked`.execute(db);
  return rows;
}

const session = sql`s.id as "sessionId", s.nas, s.acct_session_id as "acctSessionId", s.started_at as "startedAt",
  s.last_heard_at as "lastHeardAt", s.stopped_at as "stoppedAt", s.stop_cause as "stopCause",
  s.interim_seconds as "interimSeconds", s.up_bytes as "upBytes", s.down_bytes as "downBytes"`;

type Found = WatchedSession & { containmentId: string };

async function readSessions(db: AccountDb, accountId: string, ids: readonly string[]): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select x.containment_id as "containmentId", x.id, x.status, x.silent_before as "silentBefore",
      x.next_attempt_at as "nextAttemptAt", x.acknowledged_at as "acknowledgedAt",
      x.still_sending_at as "stillSendingAt", x.ended_at as "endedAt", x.ended_by as "endedBy", ${session}
    from disconnect x join data_session s on s.account_id = ${accountId} and s.id = x.session_id
    where x.account_id = ${accountId} and x.containment_id = any(${ids}::uuid[])
    order by x.id`.execute(db);
  return rows;
}

/** So many of a device at one look: the rest is there at the next. */
const MOST_BEGUN = 500;

/** Live ones, and those that began since, as far as they are not known. */
async function readOthers(db: AccountDb, accountId: string, ids: readonly string[]): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select c.id as "containmentId", null as id, 'waiting' as status, false as "silentBefore", null as "nextAttemptAt",
      null as "acknowledgedAt", null as "stillSendingAt", null as "endedAt", null as "endedBy", ${session}
    from containment c
    cross join lateral (
      select f.* from (
        select l.id, l.nas, l.acct_session_id, l.started_at, l.last_heard_at, l.stopped_at, l.stop_cause, l.interim_seconds,
          l.up_bytes, l.down_bytes from data_session l where l.account_id = ${accountId} and l.device_id = c.device_id
          and l.overdue_at is not null
        union
        select n.id, n.nas, n.acct_session_id, n.started_at, n.last_heard_at, n.stopped_at, n.stop_cause, n.interim_seconds,
          n.up_bytes, n.down_bytes from data_session n where n.account_id = ${accountId} and n.device_id = c.device_id
          and n.started_at > c.asked_at
      ) f
      where not exists (select from disconnect x where x.account_id = ${accountId} and x.containment_id = c.id
        and x.session_id = f.id)
      order by f.stopped_at is not null, f.started_at limit ${MOST_BEGUN}
    ) s
    where c.account_id = ${accountId} and c.id = any(${ids}::uuid[])
    order by s.started_at`.execute(db);
  return rows;
}

async function readRefusals(db: AccountDb, accountId: string, ids: readonly string[]) {
  const { rows } = await sql<{
    containmentId: string;
    total: number;
    lastAt: Date;
    lastNas: string | null;
    reasons: string[];
  }>`
    select c.id as "containmentId", sum(f.failures)::int as total, max(f.last_at) as "lastAt",
      (array_agg(f.last_nas order by f.last_at desc))[1] as "lastNas",
      coalesce(array_agg(distinct f.reason) filter (where f.last_at > c.asked_at), '{}') as reasons
    from containment c join device_auth_failure f on f.account_id = ${accountId} and f.device_id = c.device_id
      and f.day >= (c.asked_at at time zone 'UTC')::date
    where c.account_id = ${accountId} and c.id = any(${ids}::uuid[])
    group by c.id`.execute(db);
  return rows;
}
