import { z } from "zod";
import { newId } from "@/lib/kernel/id";
import { command } from "@/lib/operation/operation";
import { assertMayGive } from "@/lib/people/assert-may-give";
import { findRole } from "@/lib/people/find-role";
import { lockAccess } from "@/lib/people/lock-access";
import { sayGrant } from "@/lib/people/lock-grant";
import { lockMember } from "@/lib/people/lock-member";
import { resolveScope } from "@/lib/people/resolve-scope";
import { assertEndsLater, endsAtInput, scopeInput } from "@/lib/people/scope-input";

/** Gives a member a role, for the whole account or some groups, optionally until a date. */
export const giveGrant = command({
  name: "grant.give",
  permission: "grant.manage",
  input: z.object({
    memberId: z.uuid(),
    roleId: z.uuid("Choose a role."),
    scope: scopeInput,
    endsAt: endsAtInput.default(null),
  }),
  target: ({ memberId }) => ({ kind: "member", id: memberId }),
  async run({ db, actor, now, audit, publish }, input) {
    assertEndsLater(input.endsAt, now);
    await lockAccess(db, actor.account.id);
    const member = await lockMember(db, actor.account.id, input.memberId);
    const role = await findRole(db, actor.account.id, input.roleId);
    const { scope, wholeAccount, groups } = await resolveScope(db, actor, input.scope);
    await assertMayGive(db, actor, now, { permissions: role.permissions, scope, endsAt: input.endsAt });

    const id = newId();
    await db
      .insertInto("role_grant")
      .values({
        id,
        membership_id: member.id,
        role_id: role.id,
        whole_account: wholeAccount,
        ends_at: input.endsAt,
        created_by: actor.membershipId,
      })
      .execute();
    if (groups.length > 0)
      await db
        .insertInto("role_grant_group")
        .values(groups.map((group) => ({ grant_id: id, group_no: group.no })))
        .execute();
    audit("grant.given", {
      target: { kind: "member", id: member.id, label: member.name },
      grant: id,
      after: sayGrant({
        roleName: role.name,
        wholeAccount,
        groupNames: groups.map((group) => group.name),
        endsAt: input.endsAt,
      }),
    });
    publish({ topic: "access" });
    publish({ topic: "people" });
    return { id, memberId: member.id };
  },
});
