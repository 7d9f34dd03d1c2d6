import { z } from "zod";
import { startContainments } from "@/lib/containment/public";
import { changeState } from "@/lib/devices/change-state";
import { command } from "@/lib/operation/operation";

/** Takes a device out of service until it is resumed; the sessions it has are asked to end. */
export const suspendDevice = command({
  name: "device.suspend",
  permission: "device.suspend",
  input: z.object({ deviceId: z.uuid(), reason: z.string().trim().max(500).default("") }),
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run(context, { deviceId, reason }) {
    const { db, actor, audit, publish } = context;
    const device = await changeState(db, actor, deviceId, "suspended", reason, "active");
    await startContainments(context, [device], "suspended", reason);
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
