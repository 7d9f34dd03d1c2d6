import { sql } from "kysely";
import { z } from "zod";
import { deviceFilters } from "@/lib/devices/device-filters";
import type { DeviceKind } from "@/lib/devices/kind";
import { placesThatMatch } from "@/lib/devices/match";
import { narrow } from "@/lib/devices/narrow";
import type { DeviceState } from "@/lib/devices/state";
import { query } from "@/lib/operation/operation";

export interface FoundDevice {
  id: string;
  label: string;
  kind: DeviceKind;
  state: DeviceState;
  online: boolean;
  /** the identifier that was searched for, or the device's first */
  identifier: string;
}

/** The few devices that what was typed most likely means. */
export const searchDevices = query({
  name: "device.search",
  permission: "device.view",
  input: z.object({ q: deviceFilters.shape.q, limit: z.coerce.number().int().min(1).max(20).default(6) }),
  async run({ db, actor, scope }, { q, limit }): Promise<FoundDevice[]> {
    const narrowing = await narrow(db, actor.account.id, scope, { q });
    if (narrowing.search === null) return [];
    const places = await placesThatMatch(
      db,
      actor.account.id,
      { ...narrowing, search: narrowing.search },
      { order: "label", descending: false, after: null, limit },
    );
    const keys = new Map(places.map((place, index) => [place.id, { ...place, index }]));
    const { rows } = await sql<FoundDevice>`
      select d.id, d.label, d.kind, d.state, d.online, coalesce(d.iccid, d.dev_eui, d.imsi, '') as identifier
      from device d where d.account_id = ${actor.account.id} and d.id = any(${[...keys.keys()]}::uuid[])`.execute(
      db,
    );
    return rows
      .map((row) => {
        const place = keys.get(row.id);
        return place && place.rank > 0 ? { ...row, identifier: place.key } : row;
      })
      .sort((one, other) => (keys.get(one.id)?.index ?? 0) - (keys.get(other.id)?.index ?? 0));
  },
});
