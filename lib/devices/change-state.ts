import type { AccountDb } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { lockDevice } from "@/lib/devices/lock-device";
import { assertTransition, type DeviceState } from "@/lib/devices/state";
import { newId } from "@/lib/kernel/id";

/**
 * Takes a device from its state to another and keeps the change in its history. from is given where the same state can be
 * reached by another permission. Throws Missing or conflict.
 */
export async function changeState(
  db: AccountDb,
  actor: Member,
  deviceId: string,
  to: DeviceState,
  reason: string,
  from?: DeviceState,
) {
  const device = await lockDevice(db, actor.account.id, deviceId);
  assertTransition(device.state, to, from);
  await db
    .updateTable("device")
    .set((eb) => ({
      state: to,
      version: eb("version", "+", 1),
      // what it had of the network is free for another
      ...(to === "terminated" && { plan_id: null, framed_address: null, framed_range: null }),
    }))
    .where("account_id", "=", actor.account.id)
    .where("id", "=", deviceId)
    .execute();
  await db
    .insertInto("device_state_change")
    .values({
      id: newId(),
      device_id: deviceId,
      from_state: device.state,
      to_state: to,
      reason,
      actor_label: actor.label,
    })
    .execute();
  return device;
}
