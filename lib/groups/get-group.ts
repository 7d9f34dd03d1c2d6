import { z } from "zod";
import { covers } from "@/lib/access/scope";
import { readRule } from "@/lib/groups/rule";
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
      .select(["rule", "rule_words", "version"])
      .executeTakeFirst();
    if (!group) throw new Missing("group", [groupId]);
    return {
      id: group.id,
      name: group.name,
      description: group.description,
      deviceCount: group.device_count,
      createdAt: group.created_at.toISOString(),
      version: group.version,
      /** what fills the group; null: people do, by hand */
      rule: readRule(group.rule),
      ruleWords: group.rule_words,
      may: {
        change: actor.scopes.has("group.manage"),
        assign: group.rule === null && covers(actor.scopes.get("group.assign"), [group.group_no]),
        viewDevices: covers(actor.scopes.get("device.view"), [group.group_no]),
      },
    };
  },
});
