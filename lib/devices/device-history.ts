import { assertInSight } from "@/lib/devices/assert-in-sight";
import { cut, exactly, ofDevice, olderThan } from "@/lib/devices/older";
import type { DeviceState } from "@/lib/devices/state";
import { query } from "@/lib/operation/operation";

/** The states a device went through, the newest first. */
export const deviceHistory = query({
  name: "device.history",
  permission: "device.view",
  input: ofDevice,
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run({ db, actor }, { deviceId, cursor, limit }) {
    await assertInSight(db, actor.account.id, deviceId);
    const rows = await db
      .selectFrom("device_state_change")
      .where("account_id", "=", actor.account.id)
      .where("device_id", "=", deviceId)
      .where(olderThan("at", "id", cursor))
      .orderBy("at", "desc")
      .orderBy("id", "desc")
      .limit(limit + 1)
      .select(["id", "at", "from_state", "to_state", "reason", "actor_label", exactly("at").as("exact")])
      .execute();
    const { page, next } = cut(rows, limit);
    return {
      changes: page.map((row) => ({
        id: row.id,
        at: row.at.toISOString(),
        from: row.from_state as DeviceState | null,
        to: row.to_state as DeviceState,
        reason: row.reason,
        by: row.actor_label,
      })),
      next,
    };
  },
});

export type HistoryPage = Awaited<ReturnType<typeof deviceHistory.run>>;
