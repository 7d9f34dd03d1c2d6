import "server-only";
import type { PoolClient } from "pg";
import { withIngestDb } from "@/db/ingest";
import { type FoundDevice, lockDevices } from "@/lib/accounting/find-devices";
import { foldSession } from "@/lib/accounting/fold-session";
import { followHeardRules, holdHeardRules, RulesAskedFor } from "@/lib/accounting/follow-heard-rules";
import { keepNewest } from "@/lib/accounting/keep-newest";
import { type DeviceNews, nameOf, writePresence } from "@/lib/accounting/presence";
import {
  type AccountingRecord,
  isSessionRecord,
  type NasRecord,
  type Seconds,
  type SessionRecord,
} from "@/lib/accounting/record";
import { readReboots, recordReboot } from "@/lib/accounting/record-reboot";
import {
  type FoldedSessions,
  type KeyedSessions,
  type LiveSession,
  readLiveSessions,
  readSessions,
  writeSessions,
} from "@/lib/accounting/sessions";
import { closeUnknown, recordUnknown } from "@/lib/accounting/unknown-sessions";
import { addAccountUsage, addDeviceUsage, type DeviceUsage } from "@/lib/accounting/usage";

/** A device of which something is not as it was. */
export interface ChangedDevice {
  accountId: string;
  id: string;
  groups: readonly number[];
  /** it came into a group or left one; groups are those before and after together */
  regrouped?: true;
}

export interface Recorded {
  unknown: number;
  changed: ChangedDevice[];
}

/**
 * Records what a gateway passed on. When it returns, all of it is committed; when it throws, some of it may be, and giving
 * it again is right: records count once however often they come.
 */
export async function recordAccounting(
  gatewayId: string,
  records: readonly AccountingRecord[],
  now: Seconds,
): Promise<Recorded> {
  const result: Recorded = { unknown: 0, changed: [] };
  for (const part of splitAtReboots(records)) {
    const recorded = await again((held) =>
      withIngestDb((_, client) =>
        Array.isArray(part)
          ? recordSessions(client, gatewayId, part, now, held)
          : recordOneReboot(client, gatewayId, part),
      ),
    );
    result.unknown += recorded.unknown;
    result.changed.push(...recorded.changed);
  }
  return result;
}

function splitAtReboots(records: readonly AccountingRecord[]): (NasRecord | SessionRecord[])[] {
  const parts: (NasRecord | SessionRecord[])[] = [];
  for (const record of records) {
    const last = parts.at(-1);
    if (!isSessionRecord(record)) parts.push(record);
    else if (Array.isArray(last)) last.push(record);
    else parts.push([record]);
  }
  return parts;
}

/** Deadlock, serialization failure, lock timeout: somebody else was first. */
const passing = new Set(["40P01", "40001", "55P03"]);

/** held: the accounts whose rules are held still, because devices of theirs were heard elsewhere than before. */
async function again<Result>(
  work: (held: readonly string[]) => Promise<Result>,
  held: readonly string[] = [],
  times = 3,
): Promise<Result> {
  try {
    return await work(held);
  } catch (error) {
    if (error instanceof RulesAskedFor) return again(work, [...held, ...error.accounts], times);
    if (times > 1 && passing.has((error as { code?: string }).code ?? ""))
      return again(work, held, times - 1);
    throw error;
  }
}

async function recordOneReboot(client: PoolClient, gatewayId: string, record: NasRecord): Promise<Recorded> {
  const changed = await recordReboot(client, record);
  await countGateway(client, gatewayId, 1);
  return { unknown: 0, changed };
}

/** Statements that do not need one another's answers are sent together: the connection pipelines them, in this order. */
async function recordSessions(
  client: PoolClient,
  gatewayId: string,
  records: readonly SessionRecord[],
  now: Seconds,
  held: readonly string[],
): Promise<Recorded> {
  await holdHeardRules(client, held);
  const find = await lockDevices(
    client,
    records.map((record) => record.identity),
  );
  const keyed = new Map<string, KeyedSessions & { records: SessionRecord[] }>();
  const unknown: SessionRecord[] = [];
  for (const record of records) {
    const device = find(record.identity);
    if (!device) {
      unknown.push(record);
      continue;
    }
    const { sessionKey, nas, acctSessionId } = record;
    const key = `${device.id} ${sessionKey}`;
    const entry = keyed.get(key) ?? { device, sessionKey, nas, acctSessionId, known: [], records: [] };
    entry.records.push(record);
    keyed.set(key, entry);
  }
  const known = [...keyed.values()];
  const moved = heardElsewhere(known);
  const unheld = new Set(moved.map(({ accountId }) => accountId).filter((id) => !held.includes(id)));
  if (unheld.size > 0) throw new RulesAskedFor([...unheld]);
  const [reboots] = await Promise.all([
    readReboots(client, [...new Set(records.map((record) => record.nas))]),
    readSessions(client, known),
  ]);
  const folded = known.map((each) => ({
    ...each,
    ...foldSession(each.known, each.records, reboots.get(each.nas) ?? null),
  }));
  const [, , live] = await Promise.all([
    writeSessions(client, folded, now),
    addDeviceUsage(client, folded),
    readLiveSessions(
      client,
      folded.map(({ device }) => device),
    ),
  ]);
  const added = await recordUnknown(client, gatewayId, unknown, reboots);
  await writePresence(client, newsOf(folded, live));
  const regrouped = await followHeardRules(client, moved);
  await Promise.all([
    closeUnknown(client, heardFirstWithoutStart(folded)),
    addAccountUsage(client, folded),
    countGateway(client, gatewayId, records.length),
  ]);
  await keepNewest(client, gatewayId, "unknown_sessions", added);
  return {
    unknown: unknown.length,
    changed: folded.map(({ device }) => regrouped.get(device.id) ?? device),
  };
}

/** Devices that were heard in another network than before, by records that are not older than what was heard last. */
function heardElsewhere(keyed: readonly { device: FoundDevice; records: SessionRecord[] }[]): FoundDevice[] {
  return [...Map.groupBy(keyed, (each) => each.device)].flatMap(([device, ofDevice]) =>
    networkOf(device, ofDevice) === device.network ? [] : [device],
  );
}

/** The network of the newest record that names one, unless something newer was heard before. */
function networkOf(device: FoundDevice, ofDevice: readonly { records: SessionRecord[] }[]): string | null {
  const since = device.lastHeardAt ? Math.floor(device.lastHeardAt.getTime() / 1000) : 0;
  const newest = ofDevice
    .flatMap((each) => each.records)
    .filter((record) => record.network !== null && (record.at >= since || device.network === null))
    .reduce<SessionRecord | undefined>((a, b) => (a && a.at > b.at ? a : b), undefined);
  return newest?.network ?? device.network;
}

type Folded = FoldedSessions & DeviceUsage & { records: SessionRecord[] };

function newsOf(folded: readonly Folded[], live: ReadonlyMap<string, LiveSession[]>): DeviceNews[] {
  return [...Map.groupBy(folded, (each) => each.device)].map(([device, ofDevice]) => ({
    device,
    lastHeardAt: Math.max(...ofDevice.flatMap((each) => each.records.map((record) => record.at))),
    live: live.get(device.id) ?? [],
    begun: new Set(
      ofDevice.flatMap((each) => newOf(each).map(({ run }) => nameOf({ sessionKey: each.sessionKey, run }))),
    ),
    usage: ofDevice.map((each) => each.usage),
    network: networkOf(device, ofDevice),
  }));
}

const newOf = ({ known, sessions }: Folded) =>
  sessions.filter((session) => known.every((before) => before.run !== session.run));

/** Sessions that may have been an unknown device's until now. */
const heardFirstWithoutStart = (folded: readonly Folded[]) =>
  folded
    .filter((each) => newOf(each).some((session) => session.startFrom !== "start"))
    .map((each) => each.sessionKey);

/** Every batch of a gateway changes this row, so it is the last one. */
async function countGateway(client: PoolClient, gatewayId: string, records: number): Promise<void> {
  await client.query({
    name: "accounting-count-gateway",
    text: "update gateway set last_heard_at = now(), records = records + $2 where id = $1",
    values: [gatewayId, records],
  });
}
