import { z } from "zod";
import { changeState } from "@/lib/devices/change-state";
import { command } from "@/lib/operation/operation";

/** Takes a device out of service until it is resumed. */
export const suspendDevice = command({
  name: "device.suspend",
  permission: "device.suspend",
  input: z.object({ deviceId: z.uuid(), reason: z.string().trim().max(500).default("") }),
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run({ db, actor, audit, publish }, { deviceId, reason }) {
    const device = await changeState(db, actor, deviceId, "suspended", reason, "active");
    audit("device.suspended", {
      target: { kind: "device", id: device.id, label: device.label },
      reason,
      before: { state: device.state },
      after: { state: "suspended" },
    });
    publish({ topic: "devices", devices: [{ id: device.id, groups: device.groups }] });
    return { id: device.id, state: "suspended" as const };
  },
});
