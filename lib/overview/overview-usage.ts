import { sql } from "kysely";
import { z } from "zod";
import { query } from "@/lib/operation/operation";

const hour = 3_600_000;
const days = 7;

/** Adding up the hours of more devices than these would keep the page waiting. */
const mostDevices = 5_000;

interface Hour {
  at: string;
  up: number;
  down: number;
}

/** What the viewer's devices used in the last days, hour by hour; null where that cannot be added up while one waits. */
export const overviewUsage = query({
  name: "overview.usage",
  permission: "usage.view",
  input: z.object({}),
  async run({ db, actor, scope, now }): Promise<{ hours: Hour[]; up: number; down: number } | null> {
    if (scope !== "all") {
      const { rows } = await sql<{ devices: number }>`
        select coalesce(sum(device_count), 0)::bigint as devices from device_group
        where account_id = ${actor.account.id} and group_no = any(${scope}::int[])
      `.execute(db);
      if ((rows[0]?.devices ?? 0) > mostDevices) return null;
    }
    const last = Math.floor(now.getTime() / hour) * hour;
    const first = last - (days * 24 - 1) * hour;
    const { rows } = await sql<{ hour: Date; up_bytes: number; down_bytes: number }>`
      select hour, up_bytes, down_bytes from usage_in_scope(${new Date(first)}::timestamptz)
    `.execute(db);
    const used = new Map(rows.map((row) => [row.hour.getTime(), row]));
    const hours = Array.from({ length: days * 24 }, (_, index) => {
      const at = first + index * hour;
      const row = used.get(at);
      return { at: new Date(at).toISOString(), up: row?.up_bytes ?? 0, down: row?.down_bytes ?? 0 };
    });
    const sum = (of: "up" | "down") => hours.reduce((total, each) => total + each[of], 0);
    return { hours, up: sum("up"), down: sum("down") };
  },
});
