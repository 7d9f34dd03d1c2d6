import { sql } from "kysely";
import { z } from "zod";
import { query } from "@/lib/operation/operation";

/** How many devices the viewer has, in which state, and how many of each are online. */
export const overviewDevices = query({
  name: "overview.devices",
  permission: "device.view",
  input: z.object({}),
  async run({ db }) {
    const { rows } = await sql<{ state: string; devices: number; online: number }>`
      select state, devices, online from count_device_states_in_scope()
    `.execute(db);
    const sum = (of: "devices" | "online") => rows.reduce((total, row) => total + row[of], 0);
    const active = rows.find((row) => row.state === "active");
    return {
      total: sum("devices"),
      online: sum("online"),
      states: Object.fromEntries(rows.map((row) => [row.state, row.devices])),
      /** in service, and not connected */
      activeOffline: (active?.devices ?? 0) - (active?.online ?? 0),
      /** connected, although not in service */
      onlineNotActive: sum("online") - (active?.online ?? 0),
    };
  },
});
