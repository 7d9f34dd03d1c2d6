import type { PoolClient } from "pg";
import type { FoundDevice } from "@/lib/accounting/find-devices";
import type { HourlyUsage } from "@/lib/accounting/fold-session";
import type { Seconds } from "@/lib/accounting/record";

export interface DeviceUsage {
  device: FoundDevice;
  usage: HourlyUsage;
}

interface UsageRow {
  account_id: string;
  device_id?: string;
  hour: Seconds;
  up: number;
  down: number;
}

/** Adds to the hours of each device. */
export async function addDeviceUsage(client: PoolClient, used: readonly DeviceUsage[]): Promise<void> {
  const rows = sum(used, true);
  if (rows.length === 0) return;
  await client.query({
    name: "accounting-add-usage",
    text: `insert into usage_hour as u (account_id, device_id, hour, up_bytes, down_bytes)
      select account_id, device_id, to_timestamp(hour), up, down
      from json_to_recordset($1) as r (account_id uuid, device_id uuid, hour float8, up bigint, down bigint)
      order by account_id, device_id, hour
      on conflict (account_id, device_id, hour) do update
      set up_bytes = u.up_bytes + excluded.up_bytes, down_bytes = u.down_bytes + excluded.down_bytes`,
    values: [JSON.stringify(rows)],
  });
}

/** Adds to the hours of each account: rows that all batches share, so this comes last and is held only briefly. */
export async function addAccountUsage(client: PoolClient, used: readonly DeviceUsage[]): Promise<void> {
  const rows = sum(used, false);
  if (rows.length === 0) return;
  await client.query({
    name: "accounting-add-account-usage",
    text: `insert into account_usage_hour as u (account_id, hour, up_bytes, down_bytes)
      select account_id, to_timestamp(hour), up, down
      from json_to_recordset($1) as r (account_id uuid, hour float8, up bigint, down bigint)
      order by account_id, hour
      on conflict (account_id, hour) do update
      set up_bytes = u.up_bytes + excluded.up_bytes, down_bytes = u.down_bytes + excluded.down_bytes`,
    values: [JSON.stringify(rows)],
  });
}

function sum(used: readonly DeviceUsage[], perDevice: boolean): UsageRow[] {
  const rows = new Map<string, UsageRow>();
  for (const { device, usage } of used)
    for (const [hour, { up, down }] of usage) {
      const key = `${perDevice ? device.id : device.accountId} ${hour}`;
      const row = rows.get(key);
      if (row) {
        row.up += up;
        row.down += down;
      } else
        rows.set(key, {
          account_id: device.accountId,
          ...(perDevice ? { device_id: device.id } : {}),
          hour,
          up,
          down,
        });
    }
  return [...rows.values()];
}
