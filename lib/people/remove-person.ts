import { sql } from "kysely";
import type { CommandContext } from "@/lib/operation/operation";
import { endSessionsWithoutGrant } from "@/lib/people/end-sessions-without-grant";
import type { lockMember } from "@/lib/people/lock-member";
import { voidAllRequests } from "@/lib/people/void-requests";

/** What ended with somebody's leaving, as it is kept for the proof of it. */
export interface LeftPerson {
  memberId: string;
  name: string;
  email: string;
  company: string | null;
  lastSeenAt: string | null;
  grants: {
    id: string;
    role: string;
    wholeAccount: boolean;
    groups: { no: number; name: string }[];
    endsAt: string | null;
  }[];
  sessionsEnded: number;
  /** those this person sent, and nobody had answered */
  invitationsTakenBack: string[];
  requestsClosed: number;
}

interface Ended {
  id: string;
  roleId: string;
  role: string;
  wholeAccount: boolean;
  endsAt: Date | null;
  groups: { no: number; name: string }[] | null;
}

/**
 * Takes one person out of the account: grants are revoked, sessions ended, the invitations this person sent and nobody has
 * answered taken back, requests closed. Whoever calls this holds lockAccess and looks after the last administrator.
 */
export async function removePerson(
  context: CommandContext<"member.remove">,
  member: Awaited<ReturnType<typeof lockMember>>,
  { offboardingId, reason }: { offboardingId: string; reason: string },
): Promise<{ left: LeftPerson; revokedRoles: { roleId: string; wholeAccount: boolean }[] }> {
  const { db, actor, now, audit } = context;
  const account = actor.account.id;
  const { rows: grants } = await sql<Ended>`
    with ended as (
      update role_grant set revoked_at = ${now}, version = version + 1
      where account_id = ${account} and membership_id = ${member.id} and revoked_at is null
        and (ends_at is null or ends_at > ${now})
      returning id, role_id, whole_account, ends_at)
    select e.id, e.role_id as "roleId", r.name as role, e.whole_account as "wholeAccount", e.ends_at as "endsAt",
      (select json_agg(json_build_object('no', dg.group_no, 'name', dg.name) order by dg.name_key)
       from role_grant_group gg join device_group dg on dg.account_id = ${account} and dg.group_no = gg.group_no
       where gg.account_id = ${account} and gg.grant_id = e.id) as groups
    from ended e join role r on r.account_id = ${account} and r.id = e.role_id order by r.name, e.id
  `.execute(db);
  const invitations = await db
    .updateTable("invitation")
    .set({ revoked_at: now })
    .where("account_id", "=", account)
    .where("created_by", "=", member.id)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .returning("email")
    .execute();
  const requestsClosed = await voidAllRequests(context, member.id);
  // the functions see only who is still in the account, so they come before the end of the membership
  const { rows } = await sql<{ ended: number }>`
    select end_sessions_of_member(${member.id}, null, 'removed from an account') as ended
  `.execute(db);
  await endSessionsWithoutGrant(db, member.id);
  const gone = await db
    .updateTable("membership")
    .set({ removed_at: now })
    .where("account_id", "=", account)
    .where("id", "=", member.id)
    .returning(["company", "last_seen_at"])
    .executeTakeFirstOrThrow();
  const left: LeftPerson = {
    memberId: member.id,
    name: member.name,
    email: member.email,
    company: gone.company,
    lastSeenAt: gone.last_seen_at?.toISOString() ?? null,
    grants: grants.map(({ id, role, wholeAccount, groups, endsAt }) => ({
      id,
      role,
      wholeAccount,
      groups: groups ?? [],
      endsAt: endsAt?.toISOString() ?? null,
    })),
    sessionsEnded: rows[0]?.ended ?? 0,
    invitationsTakenBack: invitations.map(({ email }) => email),
    requestsClosed,
  };
  audit("member.removed", {
    target: { kind: "member", id: member.id, label: member.name },
    ...(reason ? { reason } : {}),
    offboarding: offboardingId,
    before: { email: member.email, grants: grants.length },
    after: {
      grants: 0,
      sessionsEnded: left.sessionsEnded,
      invitationsRevoked: left.invitationsTakenBack,
      requestsClosed,
    },
  });
  return { left, revokedRoles: grants };
}
