import { z } from "zod";
import { boundTo } from "@/lib/credentials/bindings";
import { issueCredentials } from "@/lib/credentials/issue";
import { overlap, readOverlap, readValidity, validity } from "@/lib/credentials/validity";
import { lockDevice } from "@/lib/devices/public";
import { conflict } from "@/lib/kernel/errors";
import { type CommandContext, command } from "@/lib/operation/operation";

/** A credential for a device that has none. */
export const generateCredential = command({
  name: "credential.generate",
  permission: "credential.generate",
  input: validity.extend({ deviceId: z.uuid(), ...boundTo.shape }),
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run(context, { deviceId, boundTo: bound, nasOnly, ...dates }) {
    const binding = { boundTo: bound, nasOnly };
    const terms = { ...readValidity(dates, context.now), ...binding, bulkActionId: null, replacing: null };
    const device = await issueOne(context, deviceId, terms);
    context.audit("credential.generated", { target: device });
    return { deviceId };
  },
});

/** A new credential beside the one a device has, which goes on being accepted as long as was chosen. */
export const rotateCredential = command({
  name: "credential.rotate",
  permission: "credential.generate",
  input: validity.extend({ deviceId: z.uuid(), overlap, ...boundTo.shape }),
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run(context, { deviceId, overlap: chosen, boundTo: bound, nasOnly, ...dates }) {
    const replacing = readOverlap(chosen, context.now);
    const binding = { boundTo: bound, nasOnly };
    const terms = { ...readValidity(dates, context.now), ...binding, bulkActionId: null, replacing };
    const device = await issueOne(context, deviceId, terms);
    context.audit("credential.rotated", {
      target: device,
      overlap: chosen.kind,
      oldUntil: replacing.oldUntil,
    });
    return { deviceId };
  },
});

async function issueOne(
  context: CommandContext<"credential.generate">,
  deviceId: string,
  terms: Parameters<typeof issueCredentials>[2],
) {
  const device = await lockDevice(context.db, context.actor.account.id, deviceId);
  const { left } = await issueCredentials(context, [deviceId], terms);
  const reason = left[0]?.reason;
  if (reason !== undefined) throw conflict(`No credential was made. ${reason}`);
  context.publish({ topic: "devices", devices: [{ id: device.id, groups: device.groups }] });
  return { kind: "device" as const, id: device.id, label: device.label };
}
