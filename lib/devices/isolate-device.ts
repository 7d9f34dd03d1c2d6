import { sql } from "kysely";
import { z } from "zod";
import { startContainments } from "@/lib/containment/public";
import { lockDevice } from "@/lib/devices/lock-device";
import { conflict } from "@/lib/kernel/errors";
import { type CommandContext, command } from "@/lib/operation/operation";

const why = z.string().trim().min(3, "Say why, in a few words.").max(500);

/** What of a device says whether it can be isolated, and what else of it is kept then. */
interface HeldDevice {
  id: string;
  label: string;
  state: string;
  isolated: boolean;
  groups: number[];
  last_heard_at: Date | null;
}

/** Why a device is not isolated; null when it can be. */
export function whyNotIsolated({ isolated, state }: Pick<HeldDevice, "isolated" | "state">): string | null {
  if (isolated) return "This device is already isolated.";
  return state === "terminated"
    ? "This device is terminated, and so it is kept off the network for good."
    : null;
}

/** Isolates devices that the caller holds and that can be isolated: first what refuses them, then what is asked of the network. */
export async function isolate(
  context: CommandContext<"device.isolate">,
  devices: readonly HeldDevice[],
  reason: string,
): Promise<void> {
  const { db, actor, audit, publish } = context;
  await db
    .updateTable("device")
    .set((eb) => ({ isolated: true, version: eb("version", "+", 1) }))
    .where("account_id", "=", actor.account.id)
    .where(sql<boolean>`id = any(${devices.map(({ id }) => id)}::uuid[])`)
    .execute();
  await startContainments(context, devices, "isolated", reason);
  for (const { id, label } of devices)
    audit("device.isolated", {
      target: { kind: "device", id, label },
      reason,
      before: { isolated: false },
      after: { isolated: true },
    });
  publish({ topic: "devices", devices: devices.map(({ id, groups }) => ({ id, groups })) });
}

/** Keeps a device off the network at once: no new session can start, and those it has are asked to end. */
export const isolateDevice = command({
  name: "device.isolate",
  permission: "device.isolate",
  input: z.object({ deviceId: z.uuid(), reason: why }),
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run(context, { deviceId, reason }) {
    const device = await lockDevice(context.db, context.actor.account.id, deviceId);
    const blocked = whyNotIsolated(device);
    if (blocked) throw conflict(blocked);
    await isolate(context, [device], reason);
    return { id: device.id, isolated: true as const };
  },
});
