import { sql } from "kysely";
import { z } from "zod";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { assertMayGive } from "@/lib/people/assert-may-give";
import { findRole } from "@/lib/people/find-role";
import { invitationExpiry } from "@/lib/people/invitation-expiry";
import { invitationMail } from "@/lib/people/invitation-mail";
import { newInvitationToken } from "@/lib/people/invitation-token";
import { lockAccess } from "@/lib/people/lock-access";
import { lockInvitation } from "@/lib/people/lock-invitation";

/** Sends an invitation again with a new link; the old link stops working. Whoever sends it gives what it gives. */
export const renewInvitation = command({
  name: "invitation.renew",
  permission: "member.invite",
  input: z.object({ invitationId: z.uuid() }),
  target: ({ invitationId }) => ({ kind: "invitation", id: invitationId }),
  async run({ db, actor, now, audit, enqueue, publish }, { invitationId }) {
    await lockAccess(db, actor.account.id);
    const invitation = await lockInvitation(db, actor.account.id, invitationId);
    if (invitation.access_ends_at && invitation.access_ends_at <= now)
      throw conflict(
        "The access this invitation gives has ended already. Revoke it and invite the person anew.",
      );
    const role = await findRole(db, actor.account.id, invitation.role_id);
    const { rows: groups } = await sql<{ no: number; name: string }>`
      select group_no as no, name from device_group
      where account_id = ${actor.account.id} and group_no = any(${invitation.group_nos}::int[]) order by name_key
    `.execute(db);
    if (!invitation.whole_account && groups.length === 0)
      throw conflict("The groups of this invitation were deleted. Revoke it and invite the person anew.");
    await assertMayGive(db, actor, now, {
      permissions: role.permissions,
      scope: invitation.whole_account ? "all" : groups.map((group) => group.no),
      endsAt: invitation.access_ends_at,
    });
    const { token, hash } = newInvitationToken();
    const expiresAt = invitationExpiry(now, invitation.access_ends_at);
    await db
      .updateTable("invitation")
      .set({ token_hash: hash, expires_at: expiresAt })
      .where("account_id", "=", actor.account.id)
      .where("id", "=", invitation.id)
      .execute();
    await enqueue(
      "send-mail",
      invitationMail(
        actor,
        {
          email: invitation.email,
          name: invitation.name,
          message: invitation.message,
          roleName: role.name,
          scopeWords: invitation.whole_account
            ? "The whole account"
            : groups.map((group) => group.name).join(", "),
          accessEndsAt: invitation.access_ends_at,
          secondFactorRequired: invitation.second_factor_required,
          expiresAt,
        },
        token,
      ),
    );
    audit("invitation.renewed", {
      target: { kind: "invitation", id: invitation.id, label: invitation.email },
      before: { expires: invitation.expires_at.toISOString() },
      after: { expires: expiresAt.toISOString() },
    });
    publish({ topic: "people" });
    return { id: invitation.id, email: invitation.email, expiresAt: expiresAt.toISOString() };
  },
});
