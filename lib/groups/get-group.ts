import { z } from "zod";
import { covers } from "@/lib/access/scope";
import { Missing } from "@/lib/kernel/errors";
import { query } from "@/lib/operation/operation";

/** One group, and what the viewer may do to it. */
export const getGroup = query({
  name: "group.get",
  permission: "group.view",
  input: z.object({ groupId: z.uuid() }),
  target: ({ groupId }) => ({ kind: "group", id: groupId }),
  async run({ db, actor }, { groupId }) {
    const group = await db
      .selectFrom("device_group")
      .where("account_id", "=", actor.account.id)
      .where("id", "=", groupId)
      .select(["id", "group_no", "name", "description", "device_count", "created_at"])
      .executeTakeFirst();
    if (!group) throw new Missing("group", [groupId]);
    return {
      id: group.id,
      name: group.name,
      description: group.description,
      deviceCount: group.device_count,
      createdAt: group.created_at.toISOString(),
      may: {
        change: actor.scopes.has("group.manage"),
        assign: covers(actor.scopes.get("group.assign"), [group.group_no]),
        viewDevices: covers(actor.scopes.get("device.view"), [group.group_no]),
      },
    };
  },
});
