import { z } from "zod";
import { holdGroup } from "@/lib/groups/hold-group";
import { groupDescription, groupName, nameTaken } from "@/lib/groups/name";
import { command } from "@/lib/operation/operation";

/** Renames and describes a group. */
export const changeGroup = command({
  name: "group.change",
  permission: "group.manage",
  input: z.object({ groupId: z.uuid(), name: groupName, description: groupDescription }),
  target: ({ groupId }) => ({ kind: "group", id: groupId }),
  async run({ db, actor, audit, publish }, { groupId, name, description }) {
    const before = await holdGroup(db, actor.account.id, groupId, "change");
    const other = await db
      .selectFrom("device_group")
      .where("account_id", "=", actor.account.id)
      .where((eb) => eb("name_key", "=", eb.fn<string>("lower", [eb.val(name)])))
      .where("id", "<>", groupId)
      .select("id")
      .executeTakeFirst();
    if (other) throw nameTaken(name);
    await db
      .updateTable("device_group")
      .set({ name, description })
      .where("account_id", "=", actor.account.id)
      .where("id", "=", groupId)
      .execute();
    audit("group.changed", {
      target: { kind: "group", id: groupId, label: name },
      before: { name: before.name, description: before.description },
      after: { name, description },
    });
    publish({ topic: "groups" });
    return { id: groupId, name, description };
  },
});
