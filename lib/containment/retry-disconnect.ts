import { z } from "zod";
import { lockDevice } from "@/lib/devices/public";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";

/** Asks once more, from the beginning, that the sessions of a contained device end: after what stood in the way was put right. */
export const retryDisconnect = command({
  name: "device.retry_disconnect",
  permission: "device.isolate",
  input: z.object({ deviceId: z.uuid() }),
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run({ db, actor, now, audit, publish }, { deviceId }) {
    const device = await lockDevice(db, actor.account.id, deviceId);
    const open = await db
      .selectFrom("containment")
      .where("account_id", "=", actor.account.id)
      .where("device_id", "=", deviceId)
      .where("status", "not in", ["released", "superseded"])
      .select("id")
      .forUpdate()
      .executeTakeFirst();
    if (!open) throw conflict("This device is not kept off the network, so there is nothing to ask.");
    const asked = await db
      .updateTable("disconnect")
      .set({
        status: "waiting",
        attempts: 0,
        next_attempt_at: now,
        error_cause: null,
        acknowledged_at: null,
        still_sending_at: null,
      })
      .where("account_id", "=", actor.account.id)
      .where("containment_id", "=", open.id)
      .where("ended_by", "is distinct from", "stop")
      .where("ended_by", "is distinct from", "restart")
      .where("status", "not in", ["waiting", "asked"])
      .returning("id")
      .execute();
    if (asked.length === 0) throw conflict("All its sessions are over, or are being asked to end.");
    await db
      .updateTable("containment")
      .set((eb) => ({
        status: "ending",
        ended_at: null,
        stayed_away_since: null,
        told_at: null,
        next_look_at: now,
        last_change_at: now,
        version: eb("version", "+", 1),
      }))
      .where("account_id", "=", actor.account.id)
      .where("id", "=", open.id)
      .execute();
    audit("device.disconnect_retried", {
      target: { kind: "device", id: device.id, label: device.label },
      count: asked.length,
    });
    publish({ topic: "devices", devices: [{ id: device.id, groups: device.groups }] });
    return { id: device.id, asked: asked.length };
  },
});
