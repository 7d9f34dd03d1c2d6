import { sql } from "kysely";
import { z } from "zod";
import { query } from "@/lib/operation/operation";

export interface NetworkChoices {
  plans: { id: string; name: string }[];
  ranges: string[];
}

/** What the provider lets this account give its devices: plans, and ranges of addresses. */
export const networkChoices = query({
  name: "device.network_choices",
  permission: "device.edit",
  input: z.object({}),
  async run({ db }): Promise<NetworkChoices> {
    const plans = await sql<{ id: string; name: string }>`
      select p.id, p.name from plans_in_scope() p order by p.name`.execute(db);
    const ranges = await sql<{ range: string }>`
      select r::text as range from address_ranges_in_scope() r order by r`.execute(db);
    return { plans: plans.rows, ranges: ranges.rows.map(({ range }) => range) };
  },
});
