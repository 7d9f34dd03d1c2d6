import "server-only";
import { withIngestDb } from "@/db/ingest";
import type { ChangedDevice } from "@/lib/accounting/record-accounting";
import { goOffline } from "@/lib/accounting/record-reboot";

const AT_ONCE = 500;

/**
 * Takes devices offline whose sessions have fallen silent. Several processes may sweep side by side: a device that another
 * transaction holds is being heard from, or swept, at this moment, and is left to it. Devices are locked before their
 * sessions, as recording does.
 */
export async function sweepPresence(): Promise<ChangedDevice[]> {
  return withIngestDb(async (_, client) => {
    const { rows: devices } = await client.query<{ accountId: string; id: string }>(
      `select d.account_id as "accountId", d.id from device d
       where (d.account_id, d.id) in (select s.account_id, s.device_id from data_session s
         where s.overdue_at < now() order by s.overdue_at limit ${AT_ONCE})
       order by d.account_id, d.id for no key update skip locked`,
    );
    if (devices.length === 0) return [];
    await client.query(
      `update data_session s set overdue_at = null
       from unnest($1::uuid[], $2::uuid[]) as l (account_id, device_id)
       where s.account_id = l.account_id and s.device_id = l.device_id and s.overdue_at < now()`,
      [devices.map((device) => device.accountId), devices.map((device) => device.id)],
    );
    return goOffline(client, devices);
  });
}
