import { sql } from "kysely";
import { z } from "zod";
import { deviceLabel, deviceNote } from "@/lib/devices/label";
import { lockDevice } from "@/lib/devices/lock-device";
import { command } from "@/lib/operation/operation";

/** Changes what people call a device and what they note about it. */
export const editDevice = command({
  name: "device.edit",
  permission: "device.edit",
  input: z.object({ deviceId: z.uuid(), label: deviceLabel, note: deviceNote }),
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run({ db, actor, audit, publish }, { deviceId, label, note }) {
    const device = await lockDevice(db, actor.account.id, deviceId);
    await db
      .updateTable("device")
      .set((eb) => ({ label, note, version: eb("version", "+", 1) }))
      .where("account_id", "=", actor.account.id)
      .where("id", "=", deviceId)
      .execute();
    if (label !== device.label)
      await sql`select sync_device_groups(${[deviceId]}::uuid[], '{}'::int[])`.execute(db);
    audit("device.edited", {
      target: { kind: "device", id: deviceId, label },
      before: { label: device.label, note: device.note },
      after: { label, note },
    });
    publish({ topic: "devices", devices: [{ id: deviceId, groups: device.groups }] });
    return { id: deviceId, label, note };
  },
});
