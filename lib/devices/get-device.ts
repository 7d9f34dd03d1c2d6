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

/** One device, with what may be done to it. */
export const getDevice = query({
  name: "device.get",
  permission: "device.view",
  input: z.object({ deviceId: z.uuid() }),
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run({ db, actor, scope, now }, { deviceId }): Promise<DeviceDetail> {
    const { rows } = await sql<StoredDevice>`
      select ${deviceColumns} from device d
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
