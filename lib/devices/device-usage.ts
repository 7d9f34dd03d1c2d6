import { sql } from "kysely";
import { z } from "zod";
import { assertInSight } from "@/lib/devices/assert-in-sight";
import { query } from "@/lib/operation/operation";

export const usageWindows = ["day", "week", "month", "quarter"] as const;

const hour = 3_600_000;
/** How long each window is, and the steps it is told in. */
const windows = {
  day: { length: 24, step: 1 },
  week: { length: 7 * 24, step: 1 },
  month: { length: 30 * 24, step: 24 },
  quarter: { length: 90 * 24, step: 24 },
} as const;

/** What a device used: by the hour for a day or a week, by the day (UTC) for longer; and since the month began. */
export const deviceUsage = query({
  name: "device.usage",
  permission: "usage.view",
  input: z.object({ deviceId: z.uuid(), window: z.enum(usageWindows).default("week") }),
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run({ db, actor, now }, { deviceId, window }) {
    await assertInSight(db, actor.account.id, deviceId);
    const { length, step } = windows[window];
    const steps = length / step;
    const stepLength = step * hour;
    const lastStep = Math.floor(now.getTime() / stepLength) * stepLength;
    const firstStep = lastStep - (steps - 1) * stepLength;
    const month = Date.UTC(now.getUTCFullYear(), now.getUTCMonth());
    const rows = await db
      .selectFrom("usage_hour")
      .where("account_id", "=", actor.account.id)
      .where("device_id", "=", deviceId)
      .where("hour", ">=", new Date(Math.min(firstStep, month)))
      .where("hour", "<=", now)
      .select(["hour", "up_bytes", "down_bytes"])
      .execute();
    const first = await sql<{ at: Date | null }>`
      select min(started_at) as at from data_session
      where account_id = ${actor.account.id} and device_id = ${deviceId}`.execute(db);
    const known = first.rows[0]?.at?.getTime() ?? Number.POSITIVE_INFINITY;

    // before the first session nothing is known; after it an hour without a record is an hour without usage
    const points = Array.from({ length: steps }, (_, index) => {
      const at = firstStep + index * stepLength;
      const nothing = at + stepLength <= known ? null : 0;
      return {
        at: new Date(at).toISOString(),
        up: nothing as number | null,
        down: nothing as number | null,
      };
    });
    const since = { month: { up: 0, down: 0 }, window: { up: 0, down: 0 } };
    for (const row of rows) {
      const time = row.hour.getTime();
      if (time >= month) add(since.month, row);
      const point = points[Math.floor((time - firstStep) / stepLength)];
      if (!point) continue;
      add(since.window, row);
      point.up = (point.up ?? 0) + row.up_bytes;
      point.down = (point.down ?? 0) + row.down_bytes;
    }
    return { window, points, total: since.window, month: since.month };
  },
});

function add(sum: { up: number; down: number }, row: { up_bytes: number; down_bytes: number }) {
  sum.up += row.up_bytes;
  sum.down += row.down_bytes;
}

export type DeviceUsage = Awaited<ReturnType<typeof deviceUsage.run>>;
