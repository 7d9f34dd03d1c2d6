import type { PoolClient } from "pg";
import type { FoundDevice } from "@/lib/accounting/find-devices";
import type { Seconds } from "@/lib/accounting/record";
import type { Session } from "@/lib/accounting/session";
import { countersOf, overdueAt, type SessionRow, sessionOf } from "@/lib/accounting/stored-session";
import { newId } from "@/lib/kernel/id";

/** The sessions of one key of one device. */
export interface KeyedSessions {
  device: FoundDevice;
  sessionKey: string;
  nas: string;
  acctSessionId: string;
  known: Session[];
}

/** A session of a device that is not over and was heard from in time: what makes the device online. */
export interface LiveSession {
  sessionKey: string;
  run: number;
  startedAt: Seconds;
  framedIp: string | null;
}

const columns = `s.account_id as "accountId", s.device_id as "deviceId", s.session_key as "sessionKey", s.run,
  s.framed_ip as "framedIp", s.framed_ipv6_prefix as "framedIpv6Prefix", s.apn, s.rat, s.imei,
  s.interim_seconds as "interimSeconds", s.user_name as "userName", s.nas_address as "nasAddress", extract(epoch from s.started_at)::float8 as "startedAt",
  extract(epoch from s.last_heard_at)::float8 as "lastHeardAt", extract(epoch from s.stopped_at)::float8 as "stoppedAt",
  s.stop_cause as "stopCause", s.up_bytes as "upTotal", s.down_bytes as "downTotal", s.counters`;

/** Fills in what is known of each key. The devices are locked, so nobody else changes their sessions meanwhile. */
export async function readSessions(client: PoolClient, keyed: readonly KeyedSessions[]): Promise<void> {
  if (keyed.length === 0) return;
  const { rows } = await client.query<SessionRow & { position: number }>({
    name: "accounting-read-sessions",
    text: `select k.position::int - 1 as position, ${columns}
      from unnest($1::uuid[], $2::uuid[], $3::text[]) with ordinality as k (account_id, device_id, session_key, position)
      join data_session s on s.account_id = k.account_id and s.device_id = k.device_id and s.session_key = k.session_key
      order by k.position, s.run`,
    values: [
      keyed.map((each) => each.device.accountId),
      keyed.map((each) => each.device.id),
      keyed.map((each) => each.sessionKey),
    ],
  });
  for (const row of rows) keyed[row.position]?.known.push(sessionOf(row));
}

/** The sessions that make these devices online, as they are written at this moment. */
export async function readLiveSessions(
  client: PoolClient,
  devices: readonly FoundDevice[],
): Promise<Map<string, LiveSession[]>> {
  if (devices.length === 0) return new Map();
  const { rows } = await client.query<LiveSession & { deviceId: string }>({
    name: "accounting-live-sessions",
    text: `select s.device_id as "deviceId", s.session_key as "sessionKey", s.run, s.framed_ip as "framedIp",
        extract(epoch from s.started_at)::float8 as "startedAt"
      from (select distinct * from unnest($1::uuid[], $2::uuid[])) as d (account_id, device_id)
      join data_session s on s.account_id = d.account_id and s.device_id = d.device_id and s.overdue_at is not null`,
    values: [devices.map((device) => device.accountId), devices.map((device) => device.id)],
  });
  return Map.groupBy(rows, (row) => row.deviceId);
}

export interface FoldedSessions extends KeyedSessions {
  sessions: Session[];
}

/** Writes what folding made of the sessions: one row each, new or as it was. */
export async function writeSessions(
  client: PoolClient,
  folded: readonly FoldedSessions[],
  now: Seconds,
): Promise<void> {
  if (folded.length === 0) return;
  const rows = folded.flatMap(({ device, sessionKey, nas, acctSessionId, sessions }) =>
    sessions.map((session) => ({
      account_id: device.accountId,
      id: newId(),
      device_id: device.id,
      session_key: sessionKey,
      run: session.run,
      acct_session_id: acctSessionId,
      nas,
      framed_ip: session.attributes.framedIp,
      framed_ipv6_prefix: session.attributes.framedIpv6Prefix,
      apn: session.attributes.apn,
      rat: session.attributes.rat,
      imei: session.attributes.imei,
      interim_seconds: session.attributes.interimSeconds,
      user_name: session.attributes.userName,
      nas_address: session.attributes.nasAddress,
      started_at: session.startedAt,
      last_heard_at: session.lastHeardAt,
      stopped_at: session.stoppedAt,
      stop_cause: session.stopCause,
      overdue_at: overdueAt(session, now),
      up_bytes: session.upTotal,
      down_bytes: session.downTotal,
      counters: countersOf(session),
    })),
  );
  await client.query({
    name: "accounting-write-sessions",
    text: `insert into data_session (account_id, id, device_id, session_key, run, acct_session_id, nas, framed_ip,
        framed_ipv6_prefix, apn, rat, imei, interim_seconds, user_name, nas_address, started_at, last_heard_at,
        stopped_at, stop_cause, overdue_at, up_bytes, down_bytes, counters)
      select account_id, id, device_id, session_key, run, acct_session_id, nas, framed_ip, framed_ipv6_prefix, apn, rat,
        imei, interim_seconds, user_name, nas_address, to_timestamp(started_at), to_timestamp(last_heard_at), to_timestamp(stopped_at),
        stop_cause, to_timestamp(overdue_at), up_bytes, down_bytes, counters
      from json_to_recordset($1) as r (account_id uuid, id uuid, device_id uuid, session_key text, run int,
        acct_session_id text, nas text, framed_ip text, framed_ipv6_prefix text, apn text, rat text, imei text,
        interim_seconds int, user_name text, nas_address text, started_at float8, last_heard_at float8, stopped_at float8, stop_cause text,
        overdue_at float8, up_bytes bigint, down_bytes bigint, counters jsonb)
      on conflict (account_id, device_id, session_key, run) do update set
        framed_ip = excluded.framed_ip, framed_ipv6_prefix = excluded.framed_ipv6_prefix, apn = excluded.apn,
        rat = excluded.rat, imei = excluded.imei, interim_seconds = excluded.interim_seconds,
        user_name = excluded.user_name, nas_address = excluded.nas_address,
        started_at = excluded.started_at, last_heard_at = excluded.last_heard_at, stopped_at = excluded.stopped_at,
        stop_cause = excluded.stop_cause, overdue_at = excluded.overdue_at, up_bytes = excluded.up_bytes,
        down_bytes = excluded.down_bytes, counters = excluded.counters`,
    values: [JSON.stringify(rows)],
  });
}
