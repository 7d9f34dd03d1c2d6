import { z } from "zod";
import { startContainments } from "@/lib/containment/public";
import { revokeAllOf } from "@/lib/credentials/public";
import { changeState } from "@/lib/devices/change-state";
import { invalid } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";

/** Ends a device for good, with its credentials and sessions. The reason stays in its history; the device's label, typed again, confirms that this one is meant. */
export const terminateDevice = command({
  name: "device.terminate",
  permission: "device.terminate",
  input: z.object({
    deviceId: z.uuid(),
    reason: z.string().trim().min(3, "Say why, in a few words.").max(500),
    confirmation: z.string(),
  }),
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run(context, { deviceId, reason, confirmation }) {
    const { db, actor, audit, publish } = context;
    const device = await changeState(db, actor, deviceId, "terminated", reason);
    if (confirmation.trim() !== device.label)
      throw invalid("The name does not match, so nothing was done.", {
        confirmation: `Type ${device.label}`,
      });
    await startContainments(context, [device], "terminated", reason);
    const revoked = await revokeAllOf(context, device.id);
    audit("device.terminated", {
      target: { kind: "device", id: device.id, label: device.label },
      reason,
      before: { state: device.state, ...(device.framed_address && { address: device.framed_address }) },
      after: { state: "terminated" },
      ...(revoked.length > 0 && { credentialsRevoked: revoked.length }),
    });
    for (const username of revoked)
      audit("credential.revoked", {
        target: { kind: "device", id: device.id, label: device.label },
        username,
        reason: "The device was terminated.",
      });
    publish({ topic: "devices", devices: [{ id: device.id, groups: device.groups }] });
    return { id: device.id, state: "terminated" as const };
  },
});
