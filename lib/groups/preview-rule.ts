import { sql } from "kysely";
import { z } from "zod";
import type { AccountReader } from "@/db/scoped";
import type { Scope } from "@/lib/access/scope";
import { grantsThrough } from "@/lib/groups/losses";
import { type GroupRule, groupRule, writeRule } from "@/lib/groups/rule";
import { sayRule } from "@/lib/groups/say-rule";
import { whyNotRule } from "@/lib/groups/set-rule";
import { Missing } from "@/lib/kernel/errors";
import { query } from "@/lib/operation/operation";

interface Reach {
  member: string;
  role: string;
  gains: number;
  loses: number;
}

/**
 * What a rule would do to a group, or to one that is yet to be made: of the devices that the actor sees, and to whom. It
 * asks the same function that fills groups.
 */
export const previewRule = query({
  name: "group.preview_rule",
  permission: "group.manage",
  input: z.object({ groupId: z.uuid().optional(), rule: groupRule }),
  target: ({ groupId }) =>
    groupId ? { kind: "group", id: groupId } : { kind: "operation", id: "group.create" },
  async run({ db, actor, now }, { groupId, rule }) {
    const account = actor.account.id;
    const group = groupId ? await findGroup(db, account, groupId) : null;
    const no = group?.no ?? 0;
    const sight = actor.scopes.get("device.view") ?? [];
    const { rows } = await sql<{ matching: number; joins: number; leaves: number }>`
      select count(*) filter (where x.matches) as matching,
        count(*) filter (where x.matches and not x.is_in) as joins,
        count(*) filter (where x.is_in and not x.matches) as leaves
      from (select ${matches(rule)} as matches, ${no} = any(d.groups) as is_in
            from device d where d.account_id = ${account} ${inSight(sight)}) x`.execute(db);
    const first = await sql<{ label: string }>`
      select d.label from device d where d.account_id = ${account} ${inSight(sight)} and ${matches(rule)}
      order by d.label_key, d.id limit 5`.execute(db);
    const refused = await whyNotRule(
      { db, actor, now },
      { no: group?.no ?? null, name: group?.name ?? "this group" },
    );
    return {
      words: sayRule(rule),
      ...(rows[0] ?? { matching: 0, joins: 0, leaves: 0 }),
      first: first.rows.map((device) => device.label),
      /** null: the actor does not see who the members are */
      people:
        group && actor.scopes.has("member.view") ? await findReach(db, account, no, rule, sight, now) : null,
      refused: refused?.words ?? null,
    };
  },
});

export type RulePreview = Awaited<ReturnType<typeof previewRule.run>>;

const matches = (rule: GroupRule) => sql<boolean>`rule_matches(${writeRule(rule)}::jsonb, d)`;

const inSight = (sight: Scope) => (sight === "all" ? sql`` : sql`and d.groups && ${sight}::int[]`);

async function findGroup(db: AccountReader, account: string, groupId: string) {
  const group = await db
    .selectFrom("device_group")
    .where("account_id", "=", account)
    .where("id", "=", groupId)
    .select(["group_no as no", "name"])
    .executeTakeFirst();
  if (!group) throw new Missing("group", [groupId]);
  return group;
}

/** Who gains or loses a role on how many devices: those they do not reach with it in another way. */
async function findReach(
  db: AccountReader,
  account: string,
  no: number,
  rule: GroupRule,
  sight: Scope,
  now: Date,
): Promise<Reach[]> {
  const counted = new Map<string, { gains: number; loses: number }>();
  const reach: Reach[] = [];
  for (const { member, role, elsewhere } of await grantsThrough(db, account, no, now)) {
    const key = JSON.stringify(elsewhere);
    const known = counted.get(key) ?? (await countMoves(db, account, no, rule, sight, elsewhere));
    counted.set(key, known);
    if (known.gains > 0 || known.loses > 0) reach.push({ member, role, ...known });
  }
  return reach;
}

async function countMoves(
  db: AccountReader,
  account: string,
  no: number,
  rule: GroupRule,
  sight: Scope,
  elsewhere: readonly number[] | null,
): Promise<{ gains: number; loses: number }> {
  if (elsewhere === null) return { gains: 0, loses: 0 };
  const { rows } = await sql<{ gains: number; loses: number }>`
    select count(*) filter (where x.matches and not x.is_in) as gains,
      count(*) filter (where x.is_in and not x.matches) as loses
    from (select ${matches(rule)} as matches, ${no} = any(d.groups) as is_in from device d
          where d.account_id = ${account} ${inSight(sight)} and not d.groups && ${elsewhere}::int[]) x`.execute(
    db,
  );
  return rows[0] ?? { gains: 0, loses: 0 };
}
