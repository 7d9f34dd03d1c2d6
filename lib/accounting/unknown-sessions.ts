import type { PoolClient } from "pg";
import { foldSession } from "@/lib/accounting/fold-session";
import type { Seconds, SessionRecord } from "@/lib/accounting/record";
import type { Session } from "@/lib/accounting/session";
import { countersOf, type SessionRow, sessionOf } from "@/lib/accounting/stored-session";

/** One lock for all sessions of unknown devices: they have no device whose row could be locked, and are few. */
const UNKNOWN_LOCK = 7_046_213;

interface KeyedSession extends Session {
  sessionKey: string;
  latest: SessionRecord;
}

/**
 * Counts the sessions of devices that no account has registered, as exactly as the others, for the provider to see. Returns
 * how many were not there before.
 */
export async function recordUnknown(
  client: PoolClient,
  gatewayId: string,
  records: readonly SessionRecord[],
  reboots: ReadonlyMap<string, Seconds>,
): Promise<number> {
  if (records.length === 0) return 0;
  await client.query("select pg_advisory_xact_lock($1)", [UNKNOWN_LOCK]);
  const byKey = Map.groupBy(records, (record) => record.sessionKey);
  const { rows } = await client.query<SessionRow & { sessionKey: string }>({
    name: "accounting-read-unknown",
    text: `select session_key as "sessionKey", run, extract(epoch from started_at)::float8 as "startedAt",
        extract(epoch from last_heard_at)::float8 as "lastHeardAt",
        extract(epoch from stopped_at)::float8 as "stoppedAt", null as "stopCause", framed_ip as "framedIp",
        null as "framedIpv6Prefix", null as apn, null as rat, imei, null as "interimSeconds", null as "userName", null as "nasAddress", up_bytes as "upTotal",
        down_bytes as "downTotal", counters
      from unknown_session where session_key = any($1) order by session_key, run`,
    values: [[...byKey.keys()]],
  });
  const known = Map.groupBy(rows, (row) => row.sessionKey);
  const sessions = [...byKey].flatMap(([sessionKey, ofKey]): KeyedSession[] => {
    const latest = ofKey.reduce((a, b) => (b.at >= a.at ? b : a));
    const before = (known.get(sessionKey) ?? []).map(sessionOf);
    return foldSession(before, ofKey, reboots.get(latest.nas) ?? null).sessions.map((session) => ({
      ...session,
      sessionKey,
      latest,
    }));
  });
  await writeUnknown(client, gatewayId, sessions);
  return sessions.length - rows.length;
}

async function writeUnknown(
  client: PoolClient,
  gatewayId: string,
  sessions: readonly KeyedSession[],
): Promise<void> {
  const rows = sessions.map(({ sessionKey, latest, ...session }) => ({
    session_key: sessionKey,
    run: session.run,
    imsi: latest.identity.imsi,
    msisdn: latest.identity.msisdn,
    user_name: latest.identity.userName,
    imei: session.attributes.imei,
    nas: latest.nas,
    framed_ip: session.attributes.framedIp,
    started_at: session.startedAt,
    last_heard_at: session.lastHeardAt,
    stopped_at: session.stoppedAt,
    up_bytes: session.upTotal,
    down_bytes: session.downTotal,
    counters: countersOf(session),
  }));
  await client.query({
    name: "accounting-write-unknown",
    text: `insert into unknown_session (gateway_id, session_key, run, imsi, msisdn, user_name, imei, nas, framed_ip,
        started_at, last_heard_at, stopped_at, up_bytes, down_bytes, counters)
      select $2, session_key, run, imsi, msisdn, user_name, imei, nas, framed_ip, to_timestamp(started_at),
        to_timestamp(last_heard_at), to_timestamp(stopped_at), up_bytes, down_bytes, counters
      from json_to_recordset($1) as r (session_key text, run int, imsi text, msisdn text, user_name text, imei text,
        nas text, framed_ip text, started_at float8, last_heard_at float8, stopped_at float8, up_bytes bigint,
        down_bytes bigint, counters jsonb)
      on conflict (session_key, run) do update set
        framed_ip = excluded.framed_ip, imei = excluded.imei, started_at = excluded.started_at,
        last_heard_at = excluded.last_heard_at, stopped_at = excluded.stopped_at, up_bytes = excluded.up_bytes,
        down_bytes = excluded.down_bytes, counters = excluded.counters`,
    values: [JSON.stringify(rows), gatewayId],
  });
}

/** A device that was registered while a session of it ran has that session now, whole; the provider's view of it ends. */
export async function closeUnknown(client: PoolClient, sessionKeys: readonly string[]): Promise<void> {
  if (sessionKeys.length === 0) return;
  await client.query({
    name: "accounting-close-unknown",
    text: `update unknown_session set stopped_at = now() where session_key = any($1) and stopped_at is null`,
    values: [sessionKeys],
  });
}
