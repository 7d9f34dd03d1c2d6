import { sql } from "kysely";
import { z } from "zod";
import type { AccountDb } from "@/db/scoped";
import { conflict, Missing } from "@/lib/kernel/errors";
import { setUpFactorMail } from "@/lib/mail/set-up-factor";
import { command } from "@/lib/operation/operation";
import { readAccountPolicy } from "@/lib/policy/account-policy";
import { type Lack, membersUnder } from "@/lib/policy/members-under";

/** So many mails in one go; whoever is left is reminded by asking again. */
const AT_ONCE = 500;

/** What is required of one person has no grace. */
const atOnce = { graceUntil: null };

interface Row {
  id: string;
  name: string;
  email: string;
  lacks: Lack;
  personally: boolean;
}

/** Mails one member, or all who do not comply yet, what to set up and by when. Nobody gets more than one such mail a day. */
export const remindMembers = command({
  name: "policy.remind",
  permission: "policy.manage",
  input: z.object({ memberId: z.uuid().nullable().default(null) }),
  target: ({ memberId }) =>
    memberId ? { kind: "member", id: memberId } : { kind: "operation", id: "policy.remind" },
  async run({ db, actor, now, audit, enqueue, publish }, { memberId }) {
    const policy = await readAccountPolicy(db, actor.account.id);
    if (memberId) await assertThere(db, actor.account.id, memberId);
    const { rows: lacking } = await sql<Row>`
      select id, name, email, lacks, second_factor_required as personally from (${membersUnder(actor.account.id, policy, now)}) members
      where lacks is not null ${memberId ? sql`and id = ${memberId}` : sql``} order by key, id
    `.execute(db);
    if (lacking.length === 0)
      throw conflict(
        memberId
          ? "This person has what the policy asks for. Nobody was reminded."
          : "Everybody has what the policy asks for. Nobody was reminded.",
      );
    // whoever writes the time first sends the mail: two who ask at once remind nobody twice
    const { rows: due } = await sql<{ id: string }>`
      update membership set reminded_at = ${now} where account_id = ${actor.account.id} and id in (
        select id from membership where account_id = ${actor.account.id}
          and id = any(${lacking.map((each) => each.id)}::uuid[])
          and (reminded_at is null or reminded_at <= ${now}::timestamptz - interval '1 day')
        order by id limit ${AT_ONCE} for update)
      returning id
    `.execute(db);
    const ids = new Set(due.map((each) => each.id));
    if (ids.size === 0)
      throw conflict(
        memberId
          ? "This person was reminded within the last day. Nobody gets more than one reminder a day."
          : "All of them were reminded within the last day. Nobody gets more than one reminder a day.",
      );
    for (const member of lacking.filter((each) => ids.has(each.id))) {
      await enqueue(
        "send-mail",
        setUpFactorMail(actor.account, member, member.personally ? atOnce : policy, now),
      );
      audit("policy.reminded", {
        target: { kind: "member", id: member.id, label: member.name },
        lacks: member.lacks === "key" ? "a security key or passkey" : "a second factor",
      });
    }
    publish({ topic: "people" });
    return { reminded: ids.size, notReminded: lacking.length - ids.size };
  },
});

/** A member who is not there, or no longer, is Missing and not somebody who complies. */
async function assertThere(db: AccountDb, accountId: string, memberId: string): Promise<void> {
  const member = await db
    .selectFrom("membership")
    .where("account_id", "=", accountId)
    .where("id", "=", memberId)
    .select("removed_at")
    .executeTakeFirst();
  if (!member) throw new Missing("member", [memberId]);
  if (member.removed_at) throw conflict("This person was removed from the account already.");
}
