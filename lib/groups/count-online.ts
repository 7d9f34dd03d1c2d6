import { sql } from "kysely";
import { z } from "zod";
import { query } from "@/lib/operation/operation";

/** How many devices of each of these groups are online. A group whose devices may not be seen is not in the answer. */
export const countOnline = query({
  name: "group.count_online",
  permission: "device.view",
  input: z.object({
    groupId: z
      .union([z.uuid(), z.array(z.uuid()).max(100)])
      .transform((ids) => (Array.isArray(ids) ? ids : [ids])),
  }),
  async run({ db, actor }, { groupId }) {
    const groups = await db
      .selectFrom("device_group")
      .where("account_id", "=", actor.account.id)
      .where("id", "in", groupId.length > 0 ? groupId : [""])
      .select(["id", "group_no"])
      .execute();
    const counts = await db
      .selectFrom("device_group_member as m")
      .innerJoin("device as d", (join) =>
        join.onRef("d.account_id", "=", "m.account_id").onRef("d.id", "=", "m.device_id"),
      )
      .where("m.account_id", "=", actor.account.id)
      .where("d.account_id", "=", actor.account.id)
      .where(sql<boolean>`m.group_no = any(${groups.map((group) => group.group_no)}::int[])`)
      .where("d.online", "=", true)
      .groupBy("m.group_no")
      .select((eb) => ["m.group_no", eb.fn.countAll<number>().as("online")])
      .execute();
    const online = new Map(counts.map((row) => [row.group_no, row.online]));
    return Object.fromEntries(groups.map((group) => [group.id, online.get(group.group_no) ?? 0]));
  },
});
