import { z } from "zod";
import { groupDescription, groupName, nameTaken } from "@/lib/groups/name";
import { newId } from "@/lib/kernel/id";
import { command } from "@/lib/operation/operation";

/** A new group without devices. Its number is the account's next and is never used again. */
export const createGroup = command({
  name: "group.create",
  permission: "group.manage",
  input: z.object({ name: groupName, description: groupDescription.default("") }),
  async run({ db, audit, publish }, { name, description }) {
    const { last_no } = await db
      .insertInto("group_counter")
      .values({ last_no: 1 })
      .onConflict((on) =>
        on.column("account_id").doUpdateSet((eb) => ({ last_no: eb("group_counter.last_no", "+", 1) })),
      )
      .returning("last_no")
      .executeTakeFirstOrThrow();
    const group = await db
      .insertInto("device_group")
      .values({ id: newId(), group_no: last_no, name, description })
      .onConflict((on) => on.columns(["account_id", "name_key"]).doNothing())
      .returning(["id", "name"])
      .executeTakeFirst();
    if (!group) throw nameTaken(name);
    audit("group.created", {
      target: { kind: "group", id: group.id, label: group.name },
      after: { name, description },
    });
    publish({ topic: "groups" });
    return { id: group.id, name: group.name };
  },
});
