import { z } from "zod";
import { startContainment } from "@/lib/containment/public";
import { lockDevice } from "@/lib/devices/lock-device";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";

const why = z.string().trim().min(3, "Say why, in a few words.").max(500);

/** Keeps a device off the network at once: no new session can start, and those it has are asked to end. */
export const isolateDevice = command({
  name: "device.isolate",
  permission: "device.isolate",
  input: z.object({ deviceId: z.uuid(), reason: why }),
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run(context, { deviceId, reason }) {
    const { db, actor, audit, publish } = context;
    const device = await lockDevice(db, actor.account.id, deviceId);
    if (device.isolated) throw conflict("This device is already isolated.");
    if (device.state === "terminated")
      throw conflict("This device is terminated, and so it is kept off the network for good.");
    await db
      .updateTable("device")
      .set((eb) => ({ isolated: true, version: eb("version", "+", 1) }))
      .where("account_id", "=", actor.account.id)
      .where("id", "=", deviceId)
      .execute();
    await startContainment(context, device, "isolated", reason);
    audit("device.isolated", {
      target: { kind: "device", id: device.id, label: device.label },
      reason,
      before: { isolated: false },
      after: { isolated: true },
    });
    publish({ topic: "devices", devices: [{ id: device.id, groups: device.groups }] });
    return { id: device.id, isolated: true as const };
  },
});
