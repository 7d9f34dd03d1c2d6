import { sql } from "kysely";
import { z } from "zod";
import { actionsOn, type DeviceAction } from "@/lib/devices/device-actions";
import { type DeviceRow, deviceColumns, type StoredDevice, toDeviceRows } from "@/lib/devices/device-row";
import { holdsOn } from "@/lib/devices/holds-on";
import { Missing } from "@/lib/kernel/errors";
import { query } from "@/lib/operation/operation";

export interface DeviceDetail extends DeviceRow {
  note: string;
  /** what this viewer may do to this device as it is now */
  actions: DeviceAction[];
  mayAssignGroups: boolean;
  /** what it is given when it signs on */
  plan: { id: string; name: string } | null;
  ownAddress: string | null;
  currentSession: {
    startedAt: string;
    lastHeardAt: string;
    nas: string;
    framedIp: string | null;
    apn: string | null;
    rat: string | null;
    /** null where the viewer may not see usage */
    usage: { upBytes: number; downBytes: number } | null;
  } | null;
}

interface Given {
  framed_address: string | null;
  plan_id: string | null;
  plan_name: string | null;
}

/** One device, with what may be done to it. */
export const getDevice = query({
  name: "device.get",
  permission: "device.view",
  input: z.object({ deviceId: z.uuid() }),
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run({ db, actor, scope, now }, { deviceId }): Promise<DeviceDetail> {
    const { rows } = await sql<StoredDevice & Given>`
      select ${deviceColumns}, d.framed_address, p.id as plan_id, p.name as plan_name
      from device d left join plans_in_scope() p on p.id = d.plan_id
      where d.account_id = ${actor.account.id} and d.id = ${deviceId}`.execute(db);
    const device = rows[0];
    const [shown] = await toDeviceRows(db, actor, { scope, now }, rows);
    if (!device || !shown) throw new Missing("device", [deviceId]);
    const session = device.online
      ? await db
          .selectFrom("data_session")
          .where("account_id", "=", actor.account.id)
          .where("device_id", "=", deviceId)
          .where("stopped_at", "is", null)
          .orderBy("started_at", "desc")
          .limit(1)
          .select(["started_at", "last_heard_at", "nas", "framed_ip", "framed_ipv6_prefix", "apn", "rat"])
          .select(["up_bytes", "down_bytes"])
          .executeTakeFirst()
      : undefined;
    return {
      ...shown,
      note: device.note,
      actions: actionsOn(actor, device),
      plan: device.plan_id ? { id: device.plan_id, name: device.plan_name ?? "" } : null,
      ownAddress: device.framed_address,
      mayAssignGroups: holdsOn(actor, "group.assign", device.groups),
      currentSession: session
        ? {
            startedAt: session.started_at.toISOString(),
            lastHeardAt: session.last_heard_at.toISOString(),
            nas: session.nas,
            framedIp: session.framed_ip ?? session.framed_ipv6_prefix,
            apn: session.apn,
            rat: session.rat,
            usage: holdsOn(actor, "usage.view", device.groups)
              ? { upBytes: session.up_bytes, downBytes: session.down_bytes }
              : null,
          }
        : null,
    };
  },
});
