import { z } from "zod";
import { changeState } from "@/lib/devices/change-state";
import { command } from "@/lib/operation/operation";

/** Puts a suspended device back into service. */
export const resumeDevice = command({
  name: "device.resume",
  permission: "device.suspend",
  input: z.object({ deviceId: z.uuid(), reason: z.string().trim().max(500).default("") }),
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run({ db, actor, audit, publish }, { deviceId, reason }) {
    const device = await changeState(db, actor, deviceId, "active", reason, "suspended");
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
