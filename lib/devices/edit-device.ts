import { z } from "zod";
import { deviceLabel, deviceNote } from "@/lib/devices/label";
import { lockDevice } from "@/lib/devices/lock-device";
import {
  assertMayEnter,
  followRules,
  holdAccess,
  holdRules,
  recordRuleMoves,
  syncGroups,
} from "@/lib/groups/public";
import { command } from "@/lib/operation/operation";

/**
 * Changes what people call a device and what they note about it. With another label it may leave groups that fill themselves,
 * and come into others, if the editor holds what their people then have on it.
 */
export const editDevice = command({
  name: "device.edit",
  permission: "device.edit",
  input: z.object({ deviceId: z.uuid(), label: deviceLabel, note: deviceNote }),
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run({ db, actor, now, audit, publish }, { deviceId, label, note }) {
    await holdAccess(db);
    await holdRules(db);
    const device = await lockDevice(db, actor.account.id, deviceId);
    await db
      .updateTable("device")
      .set((eb) => ({ label, note, version: eb("version", "+", 1) }))
      .where("account_id", "=", actor.account.id)
      .where("id", "=", deviceId)
      .execute();
    if (label !== device.label) {
      await syncGroups(db, [deviceId], []);
      const moves = await followRules(db, { deviceIds: [deviceId] });
      await assertMayEnter({ db, actor, now }, device, moves);
      recordRuleMoves({ audit, publish }, moves);
    }
    audit("device.edited", {
      target: { kind: "device", id: deviceId, label },
      before: { label: device.label, note: device.note },
      after: { label, note },
    });
    publish({ topic: "devices", devices: [{ id: deviceId, groups: device.groups }] });
    return { id: deviceId, label, note };
  },
});
