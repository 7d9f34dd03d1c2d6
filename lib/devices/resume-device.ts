import { z } from "zod";
import { settleContainment } from "@/lib/containment/public";
import { changeState } from "@/lib/devices/change-state";
import { command } from "@/lib/operation/operation";

/** Puts a suspended device back into service. */
export const resumeDevice = command({
  name: "device.resume",
  permission: "device.suspend",
  input: z.object({ deviceId: z.uuid(), reason: z.string().trim().max(500).default("") }),
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run(context, { deviceId, reason }) {
    const { db, actor, audit, publish } = context;
    const device = await changeState(db, actor, deviceId, "active", reason, "suspended");
    await settleContainment(context, { ...device, state: "active" }, reason);
    audit("device.resumed", {
      target: { kind: "device", id: device.id, label: device.label },
      reason,
      before: { state: device.state },
      after: { state: "active" },
    });
    publish({ topic: "devices", devices: [{ id: device.id, groups: device.groups }] });
    return { id: device.id, state: "active" as const };
  },
});
