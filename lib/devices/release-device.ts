import { z } from "zod";
import { settleContainment } from "@/lib/containment/public";
import { lockDevice } from "@/lib/devices/lock-device";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";

/** Lets an isolated device onto the network again, as far as its state does. */
export const releaseDevice = command({
  name: "device.release",
  permission: "device.isolate",
  input: z.object({
    deviceId: z.uuid(),
    reason: z.string().trim().min(3, "Say why, in a few words.").max(500),
  }),
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run(context, { deviceId, reason }) {
    const { db, actor, audit, publish } = context;
    const device = await lockDevice(db, actor.account.id, deviceId);
    if (!device.isolated) throw conflict("This device is not isolated.");
    await db
      .updateTable("device")
      .set((eb) => ({ isolated: false, version: eb("version", "+", 1) }))
      .where("account_id", "=", actor.account.id)
      .where("id", "=", deviceId)
      .execute();
    await settleContainment(context, { ...device, isolated: false }, reason);
    audit("device.released", {
      target: { kind: "device", id: device.id, label: device.label },
      reason,
      before: { isolated: true },
      after: { isolated: false },
    });
    publish({ topic: "devices", devices: [{ id: device.id, groups: device.groups }] });
    return { id: device.id, isolated: false as const };
  },
});
