import { sql } from "kysely";
import { z } from "zod";
import { query } from "@/lib/operation/operation";

/** The groups one may name in a grant, by name: those the actor sees. */
export const listGrantableGroups = query({
  name: "group.list_grantable",
  permission: "group.view",
  input: z.object({ search: z.string().trim().toLowerCase().max(120).default("") }),
  async run({ db, actor }, { search }) {
    const { rows } = await sql<{ id: string; name: string; deviceCount: number }>`
      select id, name, device_count as "deviceCount" from device_group
      where account_id = ${actor.account.id}
        ${search ? sql`and strpos(name_key, ${search}) > 0` : sql``}
      order by name_key limit 101
    `.execute(db);
    return { groups: rows.slice(0, 100), more: rows.length > 100 };
  },
});
