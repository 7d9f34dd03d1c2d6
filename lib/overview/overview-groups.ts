import { z } from "zod";
import { query } from "@/lib/operation/operation";

const shown = 8;

/** The viewer's groups, the first few by name. */
export const overviewGroups = query({
  name: "overview.groups",
  permission: "group.view",
  input: z.object({}),
  async run({ db, actor }) {
    const rows = await db
      .selectFrom("device_group")
      .where("account_id", "=", actor.account.id)
      .select(["id", "name", "device_count as deviceCount"])
      .orderBy("name_key")
      .limit(shown + 1)
      .execute();
    return { groups: rows.slice(0, shown), more: rows.length > shown };
  },
});
