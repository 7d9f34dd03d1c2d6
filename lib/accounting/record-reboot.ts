import type { PoolClient } from "pg";
import type { NasRecord, Seconds } from "@/lib/accounting/record";

/** When each of these NASes last said that it starts or shuts down. */
export async function readReboots(
  client: PoolClient,
  nases: readonly string[],
): Promise<Map<string, Seconds>> {
  const { rows } = await client.query<{ nas: string; at: Seconds }>({
    name: "accounting-read-reboots",
    text: `select nas, extract(epoch from rebooted_at)::float8 as at from nas_reboot where nas = any($1)`,
    values: [nases],
  });
  return new Map(rows.map((row) => [row.nas, row.at]));
}

/** Ends every session that a NAS had begun before it rebooted. Says which devices went offline with them. */
export async function recordReboot(
  client: PoolClient,
  { nas, at }: NasRecord,
): Promise<{ accountId: string; id: string; groups: number[] }[]> {
  await client.query(
    `insert into nas_reboot as r (nas, rebooted_at) values ($1, to_timestamp($2))
     on conflict (nas) do update set rebooted_at = greatest(r.rebooted_at, excluded.rebooted_at)`,
    [nas, at],
  );
  const { rows: devices } = await client.query<{ accountId: string; id: string }>(
    `select d.account_id as "accountId", d.id from device d
     where (d.account_id, d.id) in (select s.account_id, s.device_id from data_session s
       where s.nas = $1 and s.stopped_at is null and s.started_at < to_timestamp($2))
     order by d.account_id, d.id for no key update`,
    [nas, at],
  );
  const locked = [devices.map((device) => device.accountId), devices.map((device) => device.id)];
  await client.query(
    `update data_session s set stopped_at = to_timestamp($4), stop_cause = 'NAS-Reboot', overdue_at = null
     from unnest($1::uuid[], $2::uuid[]) as l (account_id, device_id)
     where s.account_id = l.account_id and s.device_id = l.device_id and s.nas = $3 and s.stopped_at is null
       and s.started_at < to_timestamp($4)`,
    [...locked, nas, at],
  );
  await client.query(
    `update unknown_session set stopped_at = to_timestamp($2)
     where nas = $1 and stopped_at is null and started_at < to_timestamp($2)`,
    [nas, at],
  );
  return goOffline(client, devices);
}

/** Of these locked devices, those without a live session are offline now. Says which that changed. */
export async function goOffline(
  client: PoolClient,
  devices: readonly { accountId: string; id: string }[],
): Promise<{ accountId: string; id: string; groups: number[] }[]> {
  const { rows } = await client.query<{ accountId: string; id: string; groups: number[] }>({
    name: "accounting-go-offline",
    text: `update device d set online = false, online_since = null, framed_ip = null
      from unnest($1::uuid[], $2::uuid[]) as l (account_id, id)
      where d.account_id = l.account_id and d.id = l.id and d.online
        and not exists (select from data_session s where s.account_id = d.account_id and s.device_id = d.id
          and s.overdue_at is not null)
      returning d.account_id as "accountId", d.id, d.groups`,
    values: [devices.map((device) => device.accountId), devices.map((device) => device.id)],
  });
  return rows;
}
