import { isIPv4 } from "node:net";
import { sql } from "kysely";
import { z } from "zod";
import type { AccountDb } from "@/db/scoped";
import { lockDevice } from "@/lib/devices/lock-device";
import { conflict, invalid } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";

/** Says what a device gets from the network when it next signs on: its plan's attributes, and an address of its own. */
export const setNetwork = command({
  name: "device.set_network",
  permission: "device.edit",
  input: z.object({
    deviceId: z.uuid(),
    planId: z.uuid().nullable(),
    framedAddress: z
      .string()
      .trim()
      .transform((text) => text || null)
      .nullable()
      .refine((text) => text === null || isIPv4(text), "Enter an IPv4 address, such as 10.20.0.7."),
  }),
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run({ db, actor, audit, publish }, { deviceId, planId, framedAddress }) {
    const device = await lockDevice(db, actor.account.id, deviceId);
    if (device.state === "terminated") throw conflict("This device is terminated, and signs on no more.");
    const plans = await namesOf(db, [device.plan_id, planId]);
    if (planId && !plans.has(planId))
      throw invalid("Nothing was changed.", { planId: "Choose one of your account's plans." });
    const range = framedAddress && (await rangeOf(db, framedAddress));
    await db
      .updateTable("device")
      .set((eb) => ({
        plan_id: planId,
        framed_address: framedAddress,
        framed_range: range,
        version: eb("version", "+", 1),
      }))
      .where("account_id", "=", actor.account.id)
      .where("id", "=", deviceId)
      .execute()
      .catch(sayWhy);
    const named = (id: string | null) => (id ? (plans.get(id) ?? null) : null);
    audit("device.network_set", {
      target: { kind: "device", id: deviceId, label: device.label },
      before: { plan: named(device.plan_id), address: device.framed_address },
      after: { plan: named(planId), address: framedAddress },
    });
    publish({ topic: "devices", devices: [{ id: deviceId, groups: device.groups }] });
    return { id: deviceId, planId, framedAddress };
  },
});

async function namesOf(db: AccountDb, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, p.name from plans_in_scope() p
    where p.id = any(${ids.filter((id) => id !== null)}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The range of the account that the address is of. Whether another account has it is not told. */
async function rangeOf(db: AccountDb, address: string): Promise<string> {
  const { rows } = await sql<{ range: string; edge: boolean }>`
    select r::text as range, masklen(r) < 31 and ${address}::inet in (host(r)::inet, host(broadcast(r))::inet) as edge
    from address_ranges_in_scope() r where ${address}::inet <<= r`.execute(db);
  const [found] = rows;
  if (!found)
    throw invalid("Nothing was changed.", {
      framedAddress: "This address is in none of your account's ranges.",
    });
  if (found.edge)
    throw invalid("Nothing was changed.", {
      framedAddress: "The first and the last address of a range cannot be a device's.",
    });
  return found.range;
}

function sayWhy(error: { code?: string; constraint?: string }): never {
  if (error.code === "23505" && error.constraint === "device_framed_address")
    throw conflict("Nothing was changed.", { framedAddress: "Another device has this address." });
  // taken away since it was looked for
  if (error.code === "23503")
    throw conflict("Your account's plans or ranges were changed meanwhile. Look again.");
  throw error;
}
