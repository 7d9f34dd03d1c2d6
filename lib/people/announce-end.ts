import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";
import { grantEndsGiverMail, grantEndsMail } from "@/lib/mail/grant-end";
import { actAsSystem } from "@/lib/operation/act-as-system";
import { endSessionsWithoutGrant } from "@/lib/people/end-sessions-without-grant";
import { findManagers } from "@/lib/people/find-managers";
import { lockGrant, sayGrant } from "@/lib/people/lock-grant";

export interface DueEnd {
  accountId: string;
  grantId: string;
  /** 1 seven days before the end, 2 one day before it, 3 that it came */
  step: number;
}

/** How many are written to when the giver is gone. */
const FEW = 3;

/**
 * Announces the end of one grant, or records that it came: once, whoever else tries at the same time, and never for an
 * end that was moved or a grant that was revoked meanwhile.
 */
export function announceEnd({ accountId, grantId, step }: DueEnd, now: Date): Promise<void> {
  return actAsSystem(accountId, "grant.announce_end", async ({ db, audit, enqueue, publish }) => {
    if (!(await claim(db, { accountId, grantId, step }, now))) return;
    const grant = await lockGrant(db, accountId, grantId);
    const { endsAt } = grant;
    if (endsAt === null) return;
    if (step === 3) {
      audit("grant.expired", {
        target: { kind: "member", id: grant.membershipId, label: grant.memberName },
        grant: grant.id,
        before: sayGrant(grant),
      });
      await endSessionsWithoutGrant(db, grant.membershipId);
      publish({ topic: "access" });
      publish({ topic: "people" });
      return;
    }
    const { account, member, givenBy } = await findPeople(db, accountId, grantId);
    const when = step === 1 ? ("week" as const) : ("day" as const);
    const told = { ...grant, endsAt };
    await enqueue("send-mail", grantEndsMail(member, account, told, when));
    const giver = givenBy ? await findManagers(db, accountId, now, 1, givenBy) : [];
    const readers = giver.length > 0 ? giver : await findManagers(db, accountId, now, FEW + 1);
    for (const reader of readers.filter(({ id }) => id !== member.id).slice(0, FEW))
      await enqueue(
        "send-mail",
        grantEndsGiverMail(reader, member, account, told, { when, gaveIt: reader.id === givenBy }),
      );
  });
}

/** The first to mark this step of this end has it. The conditions are those of grants_to_announce, on the row as it is now. */
async function claim(db: AccountDb, { accountId, grantId, step }: DueEnd, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update role_grant set announced = ${step}, announced_end = ends_at
    where account_id = ${accountId} and id = ${grantId} and revoked_at is null and ends_at is not null
      and (announced < ${step} or announced_end is distinct from ends_at)
      and case ${step}::int
        when 3 then ends_at <= ${now}::timestamptz
        when 2 then ends_at > ${now}::timestamptz and ends_at <= ${now}::timestamptz + interval '1 day'
          and greatest(end_set_at, starts_at) <= ends_at - interval '1 day'
        else ends_at > ${now}::timestamptz + interval '1 day' and ends_at <= ${now}::timestamptz + interval '7 days'
          and greatest(end_set_at, starts_at) <= ends_at - interval '7 days' end
    returning id
  `.execute(db);
  return rows.length > 0;
}

async function findPeople(db: AccountDb, accountId: string, grantId: string) {
  const row = await db
    .selectFrom("role_grant as g")
    .innerJoin("membership as m", (join) =>
      join.onRef("m.account_id", "=", "g.account_id").onRef("m.id", "=", "g.membership_id"),
    )
    .where("g.account_id", "=", accountId)
    .where("g.id", "=", grantId)
    .select(["m.id", "m.name", "m.email", "g.created_by"])
    .executeTakeFirstOrThrow();
  const { rows } = await sql<{ slug: string; name: string }>`
    select slug, name from account where id = ${accountId}
  `.execute(db);
  return {
    member: { id: row.id, name: row.name, email: row.email },
    givenBy: row.created_by,
    account: rows[0] ?? { slug: "", name: "" },
  };
}
