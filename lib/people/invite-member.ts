import { z } from "zod";
import { conflict } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/id";
import { command } from "@/lib/operation/operation";
import { assertMayGive } from "@/lib/people/assert-may-give";
import { findRole } from "@/lib/people/find-role";
import { invitationExpiry } from "@/lib/people/invitation-expiry";
import { invitationMail } from "@/lib/people/invitation-mail";
import { newInvitationToken } from "@/lib/people/invitation-token";
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
  }),
  target: ({ email }) => ({ kind: "invitation", id: email, label: email }),
  async run({ db, actor, now, audit, enqueue, publish }, input) {
    assertEndsLater(input.endsAt, now);
    await lockAccess(db, actor.account.id);
    const role = await findRole(db, actor.account.id, input.roleId);
    const { scope, wholeAccount, groups, words } = await resolveScope(db, actor, input.scope);
    await assertMayGive(db, actor, now, { permissions: role.permissions, scope, endsAt: input.endsAt });

    const member = await db
      .selectFrom("membership")
      .where("account_id", "=", actor.account.id)
      .where("email", "=", input.email)
      .where("removed_at", "is", null)
      .select("id")
      .executeTakeFirst();
    if (member)
      throw conflict(`${input.email} is a member already. Give another grant on that person's page instead.`);
    const open = await db
      .selectFrom("invitation")
      .where("account_id", "=", actor.account.id)
      .where("email", "=", input.email)
      .where("accepted_at", "is", null)
      .where("revoked_at", "is", null)
      .select("id")
      .executeTakeFirst();
    if (open)
      throw conflict(`${input.email} has an open invitation. Send that one again, or revoke it first.`);

    const id = newId();
    const { token, hash } = newInvitationToken();
    const expiresAt = invitationExpiry(now, input.endsAt);
    await db
      .insertInto("invitation")
      .values({
        id,
        email: input.email,
        name: input.name,
        company: input.company || null,
        message: input.message,
        role_id: role.id,
        whole_account: wholeAccount,
        group_nos: groups.map((group) => group.no),
        access_ends_at: input.endsAt,
        token_hash: hash,
        created_by: actor.membershipId,
        created_by_label: actor.label,
        expires_at: expiresAt,
      })
      .execute();
    await enqueue(
      "send-mail",
      invitationMail(
        actor,
        {
          email: input.email,
          name: input.name,
          message: input.message,
          roleName: role.name,
          scopeWords: words,
          accessEndsAt: input.endsAt,
          expiresAt,
        },
        token,
      ),
    );
    audit("member.invited", {
      target: { kind: "invitation", id, label: input.email },
      after: { role: role.name, scope: words, until: input.endsAt?.toISOString() ?? null },
    });
    publish({ topic: "people" });
    return { id, email: input.email, expiresAt: expiresAt.toISOString() };
  },
});
