import { type RawBuilder, sql } from "kysely";
import type { Member } from "@/lib/access/actor";
import { covers, type Scope } from "@/lib/access/scope";
import { holdsOn } from "@/lib/devices/holds-on";
import type { DeviceKind } from "@/lib/devices/kind";
import type { DeviceState } from "@/lib/devices/state";

export interface GroupName {
  id: string;
  name: string;
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
  usage_month: string | null;
  month_up_bytes: number;
  month_down_bytes: number;
  group_names: GroupName[];
}

/** The columns of device d, and the names of those of its groups that this actor may see. scope is the transaction's own. */
export function deviceColumns(actor: Member, scope: Scope): RawBuilder<StoredDevice> {
  return sql<StoredDevice>`
    d.id, d.kind, d.state, d.isolated, d.label, d.note, d.iccid, d.imsi, d.msisdn, d.imei, d.eid, d.dev_eui, d.join_eui,
    d.groups, d.created_at, d.online, d.online_since, d.last_heard_at, d.framed_ip,
    d.usage_month, d.month_up_bytes, d.month_down_bytes, ${groupNames(actor, scope)} as group_names`;
}

function groupNames(actor: Member, scope: Scope): RawBuilder<unknown> {
  const seen = actor.scopes.get("group.view");
  if (seen === undefined) return sql`'[]'::json`;
  // where groups are seen as far as devices are, row-level security has already chosen them
  const chosen = seen === "all" || (covers(seen, scope) && covers(scope, seen));
  return sql`(select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name) order by g.name_key), '[]')
    from device_group g where g.account_id = ${actor.account.id} and g.group_no = any(d.groups)
    ${chosen ? sql`` : sql`and g.group_no = any(${seen}::int[])`})`;
}

export function toDeviceRow(row: StoredDevice, actor: Member, now: Date): DeviceRow {
  const thisMonth = row.usage_month === `${now.toISOString().slice(0, 7)}-01`;
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
    groups: row.group_names,
    createdAt: row.created_at.toISOString(),
    online: row.online,
    onlineSince: row.online_since?.toISOString() ?? null,
    lastHeardAt: row.last_heard_at?.toISOString() ?? null,
    framedIp: row.framed_ip,
    usage: holdsOn(actor, "usage.view", row.groups)
      ? {
          upBytes: thisMonth ? row.month_up_bytes : 0,
          downBytes: thisMonth ? row.month_down_bytes : 0,
        }
      : null,
  };
}
