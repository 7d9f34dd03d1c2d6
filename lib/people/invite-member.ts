import { z } from "zod";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { addInvitations } from "@/lib/people/add-invitations";
import { assertMayGive } from "@/lib/people/assert-may-give";
import { findKnownPeople } from "@/lib/people/find-known-people";
import { findRole } from "@/lib/people/find-role";
import { lockAccess } from "@/lib/people/lock-access";
import { personInput } from "@/lib/people/person-input";
import { resolveScope } from "@/lib/people/resolve-scope";
import { assertEndsLater, endsAtInput, scopeInput } from "@/lib/people/scope-input";

/** Invites somebody by e-mail into a role, for the whole account or some groups, optionally until a date. */
export const inviteMember = command({
  name: "member.invite",
  permission: "member.invite",
  input: z.object({
    ...personInput,
    roleId: z.uuid("Choose a role."),
    scope: scopeInput,
    endsAt: endsAtInput.default(null),
    secondFactorRequired: z.boolean().default(false),
  }),
  target: ({ email }) => ({ kind: "invitation", id: email, label: email }),
  async run(context, input) {
    const { db, actor, now } = context;
    assertEndsLater(input.endsAt, now);
    await lockAccess(db, actor.account.id);
    const role = await findRole(db, actor.account.id, input.roleId);
    const { scope, wholeAccount, groups, words } = await resolveScope(db, actor, input.scope);
    await assertMayGive(db, actor, now, { permissions: role.permissions, scope, endsAt: input.endsAt });

    const known = (await findKnownPeople(db, actor.account.id, [input.email])).get(input.email);
    if (known?.kind === "member")
      throw conflict(`${input.email} is a member already. Give another grant on that person's page instead.`);
    if (known)
      throw conflict(`${input.email} has an open invitation. Send that one again, or revoke it first.`);

    const [made] = await addInvitations(context, [{ ...input, role, wholeAccount, groups, words }]);
    return { id: made?.id ?? "", email: input.email, expiresAt: made?.expiresAt.toISOString() ?? "" };
  },
});
