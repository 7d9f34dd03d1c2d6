import { assertInSight } from "@/lib/devices/assert-in-sight";
import { cut, exactly, ofDevice, olderThan } from "@/lib/devices/older";
import { query } from "@/lib/operation/operation";

/** A device's data sessions, the newest first. */
export const listSessions = query({
  name: "device.sessions",
  permission: "usage.view",
  input: ofDevice,
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run({ db, actor }, { deviceId, cursor, limit }) {
    await assertInSight(db, actor.account.id, deviceId);
    const rows = await db
      .selectFrom("data_session")
      .where("account_id", "=", actor.account.id)
      .where("device_id", "=", deviceId)
      .where(olderThan("started_at", "id", cursor))
      .orderBy("started_at", "desc")
      .orderBy("id", "desc")
      .limit(limit + 1)
      .select([
        "id",
        "nas",
        "framed_ip",
        "framed_ipv6_prefix",
        "apn",
        "rat",
        "imei",
        "started_at",
        "last_heard_at",
        "stopped_at",
        "stop_cause",
        "up_bytes",
        "down_bytes",
        exactly("started_at").as("exact"),
      ])
      .execute();
    const { page, next } = cut(rows, limit);
    return {
      sessions: page.map((row) => ({
        id: row.id,
        nas: row.nas,
        framedIp: row.framed_ip ?? row.framed_ipv6_prefix,
        apn: row.apn,
        rat: row.rat,
        imei: row.imei,
        startedAt: row.started_at.toISOString(),
        lastHeardAt: row.last_heard_at.toISOString(),
        stoppedAt: row.stopped_at?.toISOString() ?? null,
        stopCause: row.stop_cause,
        upBytes: row.up_bytes,
        downBytes: row.down_bytes,
      })),
      next,
    };
  },
});

export type SessionPage = Awaited<ReturnType<typeof listSessions.run>>;
