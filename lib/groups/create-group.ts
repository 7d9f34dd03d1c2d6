import { z } from "zod";
import { recordRuleMoves } from "@/lib/groups/follow-rules";
import { lockRules } from "@/lib/groups/hold-access";
import { groupDescription, groupName, nameTaken } from "@/lib/groups/name";
import { groupRule } from "@/lib/groups/rule";
import { sayRule } from "@/lib/groups/say-rule";
import { setRule } from "@/lib/groups/set-rule";
import { newId } from "@/lib/kernel/id";
import { command } from "@/lib/operation/operation";
import { assertStillHolds, lockAccess } from "@/lib/people/public";

/** A new group: without devices, or filled by its rule. Its number is the account's next and is never used again. */
export const createGroup = command({
  name: "group.create",
  permission: "group.manage",
  input: z.object({
    name: groupName,
    description: groupDescription.default(""),
    rule: groupRule.nullable().default(null),
  }),
  async run({ db, actor, now, audit, publish }, { name, description, rule }) {
    if (rule) {
      await lockAccess(db, actor.account.id);
      await assertStillHolds(db, actor, now, "group.manage");
      await lockRules(db, actor.account.id);
    }
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
      .returning(["id", "name", "group_no as no"])
      .executeTakeFirst();
    if (!group) throw nameTaken(name);
    const moves = rule ? await setRule({ db, actor, now }, group, rule) : [];
    audit("group.created", {
      target: { kind: "group", id: group.id, label: group.name },
      after: { name, description, ...(rule && { rule: sayRule(rule) }) },
    });
    recordRuleMoves({ audit, publish }, moves);
    publish({ topic: "groups" });
    return { id: group.id, name: group.name, devices: moves.length };
  },
});
