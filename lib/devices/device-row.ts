import { type RawBuilder, sql } from "kysely";
import type { AccountReader } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { covers, type Scope } from "@/lib/access/scope";
import { holdsOn } from "@/lib/devices/holds-on";
import type { DeviceKind } from "@/lib/devices/kind";
import type { DeviceState } from "@/lib/devices/state";

export interface GroupName {
  id: string;
  name: string;
  /** it is in it by the group's rule */
  byRule: boolean;
}

/** A device as lists and pages show it: times as ISO 8601, so that a page and the JSON route say the same. */
export interface DeviceRow {
  id: string;
  kind: DeviceKind;
  state: DeviceState;
  isolated: boolean;
  label: string;
  iccid: string | null;
  imsi: string | null;
  msisdn: string | null;
  imei: string | null;
  eid: string | null;
  devEui: string | null;
  joinEui: string | null;
  /** those the viewer may see */
  groups: GroupName[];
  createdAt: string;
  online: boolean;
  onlineSince: string | null;
  lastHeardAt: string | null;
  framedIp: string | null;
  /** where the network last heard it: MCC-MNC, and the country of that */
  network: string | null;
  country: string | null;
  /** this month's; null where the viewer may not see usage */
  usage: { upBytes: number; downBytes: number } | null;
}

export interface StoredDevice {
  id: string;
  kind: DeviceKind;
  state: DeviceState;
  isolated: boolean;
  label: string;
  note: string;
  iccid: string | null;
  imsi: string | null;
  msisdn: string | null;
  imei: string | null;
  eid: string | null;
  dev_eui: string | null;
  join_eui: string | null;
  groups: number[];
  created_at: Date;
  online: boolean;
  online_since: Date | null;
  last_heard_at: Date | null;
  framed_ip: string | null;
  network: string | null;
  country: string | null;
  usage_month: string | null;
  month_up_bytes: number;
  month_down_bytes: number;
}

/** The columns of device d. */
export const deviceColumns: RawBuilder<StoredDevice> = sql`
  d.id, d.kind, d.state, d.isolated, d.label, d.note, d.iccid, d.imsi, d.msisdn, d.imei, d.eid, d.dev_eui, d.join_eui,
  d.groups, d.created_at, d.online, d.online_since, d.last_heard_at, d.framed_ip, d.network, d.country,
  d.usage_month, d.month_up_bytes, d.month_down_bytes`;

/** Stored devices as they are shown, with the names of those of their groups that this actor may see. scope is the transaction's own. */
export async function toDeviceRows(
  db: AccountReader,
  actor: Member,
  { scope, now }: { scope: Scope; now: Date },
  rows: readonly StoredDevice[],
): Promise<DeviceRow[]> {
  const seen = await seenGroups(db, actor, scope, [...new Set(rows.flatMap((row) => row.groups))]);
  const groups = new Map(
    seen.map(({ no, id, name, byRule }, place) => [no, { place, name: { id, name, byRule } }]),
  );
  const month = `${now.toISOString().slice(0, 7)}-01`;
  return rows.map((row) => toDeviceRow(row, actor, month, groups));
}

interface SeenGroup extends GroupName {
  no: number;
}

/** By name. One question for a whole page: asked once per device it would cost more than the page itself. */
async function seenGroups(
  db: AccountReader,
  actor: Member,
  scope: Scope,
  nos: readonly number[],
): Promise<readonly SeenGroup[]> {
  const seen = actor.scopes.get("group.view");
  if (seen === undefined || nos.length === 0) return [];
  // where groups are seen as far as devices are, row-level security has already chosen them
  const chosen = seen === "all" || (covers(seen, scope) && covers(scope, seen));
  const { rows } = await sql<SeenGroup>`
    select g.group_no as no, g.id, g.name, g.rule is not null as "byRule" from device_group g
    where g.account_id = ${actor.account.id} and g.group_no = any(${nos}::int[])
      ${chosen ? sql`` : sql`and g.group_no = any(${seen}::int[])`}
    order by g.name_key`.execute(db);
  return rows;
}

function toDeviceRow(
  row: StoredDevice,
  actor: Member,
  month: string,
  groups: ReadonlyMap<number, { place: number; name: GroupName }>,
): DeviceRow {
  const thisMonth = row.usage_month === month;
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    isolated: row.isolated,
    label: row.label,
    iccid: row.iccid,
    imsi: row.imsi,
    msisdn: row.msisdn,
    imei: row.imei,
    eid: row.eid,
    devEui: row.dev_eui,
    joinEui: row.join_eui,
    groups: row.groups
      .flatMap((no) => groups.get(no) ?? [])
      .sort((one, other) => one.place - other.place)
      .map(({ name }) => name),
    createdAt: row.created_at.toISOString(),
    online: row.online,
    onlineSince: row.online_since?.toISOString() ?? null,
    lastHeardAt: row.last_heard_at?.toISOString() ?? null,
    framedIp: row.framed_ip,
    network: row.network,
    country: row.country,
    usage: holdsOn(actor, "usage.view", row.groups)
      ? {
          upBytes: thisMonth ? row.month_up_bytes : 0,
          downBytes: thisMonth ? row.month_down_bytes : 0,
        }
      : null,
  };
}
