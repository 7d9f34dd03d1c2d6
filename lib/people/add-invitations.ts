import { newId } from "@/lib/kernel/id";
import type { CommandContext } from "@/lib/operation/operation";
import { invitationExpiry } from "@/lib/people/invitation-expiry";
import { invitationMail } from "@/lib/people/invitation-mail";
import { newInvitationToken } from "@/lib/people/invitation-token";

export interface NewInvitation {
  email: string;
  name: string;
  company: string;
  message: string;
  role: { id: string; name: string };
  wholeAccount: boolean;
  groups: readonly { no: number }[];
  /** where, in words */
  words: string;
  endsAt: Date | null;
  secondFactorRequired: boolean;
}

/**
 * Writes invitations down in one statement, and queues the mail and the record of each. Whoever calls this holds
 * lockAccess and has asked whether the actor may give what they give.
 */
export async function addInvitations(
  { db, actor, now, audit, enqueue, publish }: CommandContext<"member.invite">,
  invitations: readonly NewInvitation[],
  importId: string | null = null,
): Promise<{ id: string; expiresAt: Date }[]> {
  const made = invitations.map((invitation) => ({
    invitation,
    id: newId(),
    expiresAt: invitationExpiry(now, invitation.endsAt),
    ...newInvitationToken(),
  }));
  await db
    .insertInto("invitation")
    .values(
      made.map(({ invitation, id, expiresAt, hash }) => ({
        id,
        email: invitation.email,
        name: invitation.name,
        company: invitation.company || null,
        message: invitation.message,
        role_id: invitation.role.id,
        whole_account: invitation.wholeAccount,
        group_nos: invitation.groups.map((group) => group.no),
        access_ends_at: invitation.endsAt,
        second_factor_required: invitation.secondFactorRequired,
        import_id: importId,
        token_hash: hash,
        created_by: actor.membershipId,
        created_by_label: actor.label,
        expires_at: expiresAt,
      })),
    )
    .execute();
  for (const { invitation, id, expiresAt, token } of made) {
    const { email, role, words, endsAt, secondFactorRequired } = invitation;
    const sent = { ...invitation, roleName: role.name, scopeWords: words, accessEndsAt: endsAt, expiresAt };
    await enqueue("send-mail", invitationMail(actor, sent, token));
    audit("member.invited", {
      target: { kind: "invitation", id, label: email },
      after: {
        role: role.name,
        scope: words,
        until: endsAt?.toISOString() ?? null,
        ...(secondFactorRequired ? { secondFactor: "required" } : {}),
      },
      ...(importId ? { import: importId } : {}),
    });
  }
  publish({ topic: "people" });
  return made.map(({ id, expiresAt }) => ({ id, expiresAt }));
}
