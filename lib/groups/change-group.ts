import { z } from "zod";
import type { AccountDb } from "@/db/scoped";
import { recordRuleMoves } from "@/lib/groups/follow-rules";
import { lockRules } from "@/lib/groups/hold-access";
import { holdGroup } from "@/lib/groups/hold-group";
import { groupDescription, groupName, nameTaken } from "@/lib/groups/name";
import { groupRule, readRule, writeRule } from "@/lib/groups/rule";
import { sayRule } from "@/lib/groups/say-rule";
import { dropRule, setRule } from "@/lib/groups/set-rule";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { assertStillHolds, lockAccess } from "@/lib/people/public";

/**
 * Renames and describes a group, and decides how it is filled. rule: what fills it; null: it is filled by hand, and keeps
 * its devices; left out: as before. version is the one the actor looked at.
 */
export const changeGroup = command({
  name: "group.change",
  permission: "group.manage",
  input: z
    .object({
      groupId: z.uuid(),
      version: z.int().optional(),
      name: groupName,
      description: groupDescription,
      rule: groupRule.nullable().optional(),
    })
    .refine(({ rule, version }) => rule === undefined || version !== undefined, {
      message: "Say which version of the group this changes.",
      path: ["version"],
    }),
  target: ({ groupId }) => ({ kind: "group", id: groupId }),
  async run({ db, actor, now, audit, publish }, { groupId, version, name, description, rule }) {
    const account = actor.account.id;
    if (rule !== undefined) {
      await lockAccess(db, account);
      await assertStillHolds(db, actor, now, "group.manage");
      await lockRules(db, account);
    }
    const before = await holdGroup(db, account, groupId, rule === undefined ? "change" : "rule");
    if (version !== undefined && before.version !== version)
      throw conflict(
        "Somebody changed this group since you looked at it. Look again, then repeat your change.",
      );
    const ruleBefore = readRule(before.rule);
    await assertNameFree(db, account, groupId, name);
    await db
      .updateTable("device_group")
      .set((eb) => ({ name, description, version: eb("version", "+", 1) }))
      .where("account_id", "=", account)
      .where("id", "=", groupId)
      .execute();
    const group = { ...before, name };
    const same = rule && ruleBefore && writeRule(rule) === writeRule(ruleBefore);
    const moves = rule && !same ? await setRule({ db, actor, now }, group, rule) : [];
    if (rule === null && ruleBefore) await dropRule(db, account, group);
    const ruleAfter = rule === undefined ? ruleBefore : rule;
    audit("group.changed", {
      target: { kind: "group", id: groupId, label: name },
      before: { name: before.name, description: before.description, ...said(ruleBefore, ruleAfter) },
      after: { name, description, ...said(ruleAfter, ruleBefore) },
    });
    recordRuleMoves({ audit, publish }, moves);
    publish({ topic: "groups" });
    return {
      id: groupId,
      name,
      description,
      version: before.version + 1,
      joined: moves.filter((move) => move.joins).length,
      left: moves.filter((move) => !move.joins).length,
    };
  },
});

type Rule = Parameters<typeof sayRule>[0] | null;

/** How the group is filled, where that was or is by a rule. */
const said = (rule: Rule, other: Rule) =>
  rule || other ? { filled: rule ? `By rule: ${sayRule(rule)}` : "By hand" } : {};

async function assertNameFree(db: AccountDb, account: string, groupId: string, name: string): Promise<void> {
  const other = await db
    .selectFrom("device_group")
    .where("account_id", "=", account)
    .where((eb) => eb("name_key", "=", eb.fn<string>("lower", [eb.val(name)])))
    .where("id", "<>", groupId)
    .select("id")
    .executeTakeFirst();
  if (other) throw nameTaken(name);
}
