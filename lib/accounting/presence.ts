import type { PoolClient } from "pg";
import { countryOf } from "@/lib/accounting/country-of";
import type { FoundDevice } from "@/lib/accounting/find-devices";
import type { HourlyUsage } from "@/lib/accounting/fold-session";
import type { Seconds } from "@/lib/accounting/record";
import type { LiveSession } from "@/lib/accounting/sessions";

export interface DeviceNews {
  device: FoundDevice;
  lastHeardAt: Seconds;
  live: readonly LiveSession[];
  /** the sessions that were first heard of just now, by key and run */
  begun: ReadonlySet<string>;
  usage: readonly HourlyUsage[];
  /** the network it was last heard in */
  network: string | null;
}

export const nameOf = (session: { sessionKey: string; run: number }) =>
  `${session.run} ${session.sessionKey}`;

/** What is true of each device now: whether it is online, since when, where, and what it used this month. */
export async function writePresence(client: PoolClient, news: readonly DeviceNews[]): Promise<void> {
  if (news.length === 0) return;
  await client.query({
    name: "accounting-write-presence",
    text: `update device d set online = r.online, online_since = to_timestamp(r.online_since),
        last_heard_at = to_timestamp(r.last_heard_at), framed_ip = r.framed_ip, usage_month = r.usage_month,
        month_up_bytes = r.month_up, month_down_bytes = r.month_down, network = r.network, country = r.country
      from json_to_recordset($1) as r (account_id uuid, id uuid, online boolean, online_since float8,
        last_heard_at float8, framed_ip text, usage_month date, month_up bigint, month_down bigint,
        network text, country text)
      where d.account_id = r.account_id and d.id = r.id`,
    values: [JSON.stringify(news.map(rowOf))],
  });
}

function rowOf(news: DeviceNews) {
  const { device, live } = news;
  const newest = live.reduce<LiveSession | undefined>(
    (found, session) => (found && found.startedAt >= session.startedAt ? found : session),
    undefined,
  );
  return {
    account_id: device.accountId,
    id: device.id,
    online: newest !== undefined,
    online_since: newest ? onlineSince(news) : null,
    last_heard_at: Math.max(news.lastHeardAt, seconds(device.lastHeardAt) ?? 0),
    framed_ip: newest?.framedIp ?? null,
    network: news.network,
    country: news.network && countryOf(news.network),
    ...month(news),
  };
}

/** A device that comes online with a session heard of for the first time is online since that began; one that was only silent, since now. */
function onlineSince({ device, live, begun, lastHeardAt }: DeviceNews): Seconds {
  if (device.online && device.onlineSince) return seconds(device.onlineSince) ?? lastHeardAt;
  const starts = live.filter((session) => begun.has(nameOf(session))).map((session) => session.startedAt);
  return starts.length > 0 ? Math.min(...starts) : lastHeardAt;
}

const seconds = (time: Date | null): Seconds | null => time && time.getTime() / 1000;

/** The sums of the newest month (UTC) there is anything of; what arrives late for an older one is in that month's hours only. */
function month({ device, usage }: DeviceNews) {
  let [current, up, down] = [device.usageMonth, device.monthUp, device.monthDown];
  for (const [hour, added] of usage.flatMap((each) => [...each])) {
    const of = `${new Date(hour * 1000).toISOString().slice(0, 7)}-01`;
    if (current === null || of > current) [current, up, down] = [of, 0, 0];
    if (of === current) {
      up += added.up;
      down += added.down;
    }
  }
  return { usage_month: current, month_up: up, month_down: down };
}
