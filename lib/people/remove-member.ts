import { z } from "zod";
import { newId } from "@/lib/kernel/id";
import { command } from "@/lib/operation/operation";
import { assertAdministratorRemains } from "@/lib/people/assert-administrator-remains";
import { assertStillHolds } from "@/lib/people/assert-still-holds";
import { keepOffboarding } from "@/lib/people/keep-offboarding";
import { lockAccess } from "@/lib/people/lock-access";
import { lockMember } from "@/lib/people/lock-member";
import { reasonInput } from "@/lib/people/person-input";
import { removePerson } from "@/lib/people/remove-person";

/** Takes somebody out of the account, and keeps what ended with it. */
export const removeMember = command({
  name: "member.remove",
  permission: "member.remove",
  input: z.object({ memberId: z.uuid(), reason: reasonInput }),
  target: ({ memberId }) => ({ kind: "member", id: memberId }),
  async run(context, { memberId, reason }) {
    const { db, actor, now, publish } = context;
    const { administratorRoleId } = await lockAccess(db, actor.account.id);
    await assertStillHolds(db, actor, now, "member.remove");
    const member = await lockMember(db, actor.account.id, memberId);
    const offboardingId = newId();
    const { left, revokedRoles } = await removePerson(context, member, { offboardingId, reason });
    if (revokedRoles.some((grant) => grant.roleId === administratorRoleId && grant.wholeAccount))
      await assertAdministratorRemains(db, actor.account.id, administratorRoleId, now);
    await keepOffboarding(context, {
      id: offboardingId,
      company: null,
      reason,
      people: [left],
      invitations: [],
    });
    publish({ topic: "access" });
    publish({ topic: "people" });
    return {
      id: member.id,
      offboardingId,
      grantsRevoked: left.grants.length,
      sessionsEnded: left.sessionsEnded,
    };
  },
});
