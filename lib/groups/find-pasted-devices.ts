import { sql } from "kysely";
import { z } from "zod";
import { matchLines } from "@/lib/groups/match-lines";
import { foundDevices, reportLines } from "@/lib/groups/report-lines";
import { Missing } from "@/lib/kernel/errors";
import { query } from "@/lib/operation/operation";

/** What putting these pasted identifiers into a group would do, line by line. */
export const findPastedDevices = query({
  name: "group.find_pasted_devices",
  permission: "group.assign",
  input: z.object({ groupId: z.uuid(), pasted: z.string().max(1_000_000) }),
  target: ({ groupId }) => ({ kind: "group", id: groupId }),
  async run({ db, actor }, { groupId, pasted }) {
    const group = await db
      .selectFrom("device_group")
      .where("account_id", "=", actor.account.id)
      .where("id", "=", groupId)
      .select("group_no")
      .executeTakeFirst();
    if (!group) throw new Missing("group", [groupId]);
    const lines = await matchLines(db, actor.account.id, pasted);
    const members = await db
      .selectFrom("device_group_member")
      .where("account_id", "=", actor.account.id)
      .where("group_no", "=", group.group_no)
      .where(sql<boolean>`device_id = any(${foundDevices(lines)}::uuid[])`)
      .select("device_id")
      .execute();
    return reportLines(
      lines,
      members.map((member) => member.device_id),
    );
  },
});
