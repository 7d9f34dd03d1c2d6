import { sql } from "kysely";
import { z } from "zod";
import { covers } from "@/lib/access/scope";
import { Missing } from "@/lib/kernel/errors";
import { query } from "@/lib/operation/operation";
import type { LeftPerson } from "@/lib/people/remove-person";

/** What ended when somebody left, and that nothing of it is left now: asked of the database as it is at this moment. */
export const getOffboarding = query({
  name: "offboarding.get",
  permission: "member.view",
  input: z.object({ offboardingId: z.uuid() }),
  target: ({ offboardingId }) => ({ kind: "offboarding", id: offboardingId }),
  async run({ db, actor, now }, { offboardingId }) {
    const account = actor.account.id;
    const kept = await db
      .selectFrom("offboarding")
      .where("account_id", "=", account)
      .where("id", "=", offboardingId)
      .select(["id", "company", "reason", "at", "done_by_label", "people", "invitations"])
      .executeTakeFirst();
    if (!kept) throw new Missing("offboarding", [offboardingId]);
    const people = kept.people as unknown as LeftPerson[];
    const ids = people.map(({ memberId }) => memberId);
    const { rows } = await sql<{ members: number; grants: number; sessions: number; invitations: number }>`
      select
        (select count(*)::int from membership where account_id = ${account} and id = any(${ids}::uuid[])
          and removed_at is null) as members,
        (select count(*)::int from role_grant where account_id = ${account} and membership_id = any(${ids}::uuid[])
          and revoked_at is null and (ends_at is null or ends_at > ${now})) as grants,
        sessions_left_open(${ids}::uuid[]) as sessions,
        (select count(*)::int from invitation where account_id = ${account} and created_by = any(${ids}::uuid[])
          and accepted_at is null and revoked_at is null) as invitations
    `.execute(db);
    const back = await sql<{ email: string }>`
      select email from membership where account_id = ${account} and removed_at is null
        and email = any(${people.map(({ email }) => email)}::text[]) order by email
    `.execute(db);
    const sight = actor.scopes.get("group.view");
    return {
      id: kept.id,
      company: kept.company,
      reason: kept.reason,
      at: kept.at.toISOString(),
      by: kept.done_by_label,
      invitations: kept.invitations as unknown as string[],
      people: people.map((person) => ({
        ...person,
        grants: person.grants.map(({ groups, ...grant }) => {
          const seen = groups.filter((group) => covers(sight, [group.no]));
          return {
            ...grant,
            groups: seen.map(({ no, name }) => ({ id: String(no), name })),
            hiddenGroups: groups.length - seen.length,
          };
        }),
      })),
      /** what is left of them at this moment: nothing, or the proof is none */
      left: rows[0] ?? { members: 0, grants: 0, sessions: 0, invitations: 0 },
      /** who was invited anew since */
      backAgain: back.rows.map(({ email }) => email),
      checkedAt: now.toISOString(),
    };
  },
});
