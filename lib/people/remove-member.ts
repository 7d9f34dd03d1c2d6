import { sql } from "kysely";
import { z } from "zod";
import { command } from "@/lib/operation/operation";
import { assertAdministratorRemains } from "@/lib/people/assert-administrator-remains";
import { assertStillHolds } from "@/lib/people/assert-still-holds";
import { lockAccess } from "@/lib/people/lock-access";
import { lockMember } from "@/lib/people/lock-member";
import { reasonInput } from "@/lib/people/person-input";

/**
 * Takes somebody out of the account: grants are revoked, sign-in sessions ended, and the invitations this person sent
 * and nobody has answered are taken back.
 */
export const removeMember = command({
  name: "member.remove",
  permission: "member.remove",
  input: z.object({ memberId: z.uuid(), reason: reasonInput }),
  target: ({ memberId }) => ({ kind: "member", id: memberId }),
  async run({ db, actor, now, audit, publish }, { memberId, reason }) {
    const { administratorRoleId } = await lockAccess(db, actor.account.id);
    await assertStillHolds(db, actor, now, "member.remove");
    const member = await lockMember(db, actor.account.id, memberId);
    const revoked = await db
      .updateTable("role_grant")
      .set((eb) => ({ revoked_at: now, version: eb("version", "+", 1) }))
      .where("account_id", "=", actor.account.id)
      .where("membership_id", "=", member.id)
      .where("revoked_at", "is", null)
      .where((eb) => eb.or([eb("ends_at", "is", null), eb("ends_at", ">", now)]))
      .returning(["role_id", "whole_account"])
      .execute();
    if (revoked.some((grant) => grant.role_id === administratorRoleId && grant.whole_account))
      await assertAdministratorRemains(db, actor.account.id, administratorRoleId, now);
    const invitations = await db
      .updateTable("invitation")
      .set({ revoked_at: now })
      .where("account_id", "=", actor.account.id)
      .where("created_by", "=", member.id)
      .where("accepted_at", "is", null)
      .where("revoked_at", "is", null)
      .returning("email")
      .execute();
    // the function sees only who is still in the account, so it comes before the end of the membership
    const { rows } = await sql<{ ended: number }>`
      select end_sessions_of_member(${member.id}, null, 'removed from an account') as ended
    `.execute(db);
    await db
      .updateTable("membership")
      .set({ removed_at: now })
      .where("account_id", "=", actor.account.id)
      .where("id", "=", member.id)
      .execute();
    const ended = rows[0]?.ended ?? 0;
    audit("member.removed", {
      target: { kind: "member", id: member.id, label: member.name },
      ...(reason ? { reason } : {}),
      before: { email: member.email, grants: revoked.length },
      after: {
        grants: 0,
        sessionsEnded: ended,
        invitationsRevoked: invitations.map((invitation) => invitation.email),
      },
    });
    publish({ topic: "access" });
    publish({ topic: "people" });
    return { id: member.id, grantsRevoked: revoked.length, sessionsEnded: ended };
  },
});
