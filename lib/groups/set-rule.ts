import type { AccountDb, AccountReader } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { followRules, type RuleMove } from "@/lib/groups/follow-rules";
import { giftsThrough, isLacking, judgeGifts, sayLacking } from "@/lib/groups/gifts";
import { type GroupRule, writeRule } from "@/lib/groups/rule";
import { sayRule } from "@/lib/groups/say-rule";
import { Refused } from "@/lib/kernel/errors";

interface Group {
  id: string;
  no: number;
  name: string;
}

/**
 * A rule reaches every device of the account, those to come included: who sets it must see them all, and must hold on all
 * of them what the group's people have. Says in words why this actor may not, and what it is that is lacking.
 */
export async function whyNotRule(
  { db, actor, now }: { db: AccountReader | AccountDb; actor: Member; now: Date },
  group: { no: number | null; name: string },
): Promise<{ words: string; lacking: string[] } | null> {
  const judge = await judgeGifts(db, actor, now);
  const view = judge([{ permission: "device.view", until: now }], []);
  if (isLacking(view))
    return {
      words: `A rule looks at every device of the account, so whoever sets it must be able to view them all.`,
      lacking: ["device.view"],
    };
  const gifts = group.no === null ? [] : ((await giftsThrough(db, [group.no], now)).get(group.no) ?? []);
  const lacking = judge(gifts, []);
  if (!isLacking(lacking)) return null;
  return {
    words: `You cannot fill ${group.name} by a rule: people there would get ${sayLacking(lacking, "on every device that matches", "in the whole account")}.`,
    lacking: [...lacking.lacking, ...lacking.tooLong],
  };
}

/** Gives a group a rule, and fills it. Whoever calls this holds lockAccess, lockRules and the group. Throws Refused. */
export async function setRule(
  asking: { db: AccountDb; actor: Member; now: Date },
  group: Group,
  rule: GroupRule,
): Promise<RuleMove[]> {
  const { db, actor } = asking;
  const refused = await whyNotRule(asking, group);
  if (refused) throw new Refused(refused.words, refused.lacking);
  await db
    .updateTable("device_group")
    .set({ rule: writeRule(rule), rule_words: sayRule(rule) })
    .where("account_id", "=", actor.account.id)
    .where("id", "=", group.id)
    .execute();
  return followRules(db, { groupNo: group.no });
}

/** The group keeps its devices, and from now on they are put there and taken out by hand. */
export async function dropRule(db: AccountDb, accountId: string, group: Group): Promise<void> {
  await db
    .updateTable("device_group")
    .set({ rule: null, rule_words: null })
    .where("account_id", "=", accountId)
    .where("id", "=", group.id)
    .execute();
}
