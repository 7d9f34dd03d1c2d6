import "server-only";
import { withIngestDb } from "@/db/ingest";
import type { DeviceReason } from "@/lib/authentication/sign-on";

export interface Use {
  accountId: string;
  id: string;
  at: Date;
  nas: string | null;
}

export interface Failures {
  accountId: string;
  deviceId: string;
  reason: DeviceReason;
  /** the day in UTC, 2026-10-09 */
  day: string;
  count: number;
  at: Date;
  nas: string | null;
}

/** Writes what sign-ons left behind, in the order of their rows so that processes side by side wait for one another. */
export async function recordSignOns(uses: readonly Use[], failures: readonly Failures[]): Promise<void> {
  const used = uses.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const failed = failures.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  await withIngestDb(async (_, client) => {
    if (used.length > 0)
      await client.query({
        name: "authentication-last-used",
        text: `update device_credential c set last_used_at = g.at, last_nas = g.nas
          from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[]) g (account_id, id, at, nas)
          where c.account_id = g.account_id and c.id = g.id and (c.last_used_at is null or c.last_used_at < g.at)`,
        values: [
          used.map((each) => each.accountId),
          used.map((each) => each.id),
          used.map((each) => each.at),
          used.map((each) => each.nas),
        ],
      });
    if (failed.length > 0)
      await client.query({
        name: "authentication-failures",
        text: `insert into device_auth_failure as f (account_id, device_id, day, reason, failures, last_at, last_nas)
          select g.account_id, g.device_id, g.day, g.reason, g.failures, g.at, g.nas
          from unnest($1::uuid[], $2::uuid[], $3::date[], $4::text[], $5::int[], $6::timestamptz[], $7::text[])
            g (account_id, device_id, day, reason, failures, at, nas)
          join device d on d.account_id = g.account_id and d.id = g.device_id
          on conflict (account_id, device_id, day, reason) do update
            set failures = f.failures + excluded.failures, last_at = greatest(f.last_at, excluded.last_at),
              last_nas = case when excluded.last_at >= f.last_at then excluded.last_nas else f.last_nas end`,
        values: [
          failed.map((each) => each.accountId),
          failed.map((each) => each.deviceId),
          failed.map((each) => each.day),
          failed.map((each) => each.reason),
          failed.map((each) => each.count),
          failed.map((each) => each.at),
          failed.map((each) => each.nas),
        ],
      });
  });
}

const keyOf = (each: Failures) => `${each.accountId} ${each.deviceId} ${each.day} ${each.reason}`;
