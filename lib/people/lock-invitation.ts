import type { AccountDb } from "@/db/scoped";
import { conflict, Missing } from "@/lib/kernel/errors";

/** An invitation nobody has answered, held until the transaction ends. Throws Missing, or conflict when it is over. */
export async function lockInvitation(db: AccountDb, accountId: string, invitationId: string) {
  const invitation = await db
    .selectFrom("invitation")
    .where("account_id", "=", accountId)
    .where("id", "=", invitationId)
    .select([
      "id",
      "email",
      "name",
      "message",
      "role_id",
      "whole_account",
      "group_nos",
      "access_ends_at",
      "second_factor_required",
      "expires_at",
      "accepted_at",
      "revoked_at",
    ])
    .forUpdate()
    .executeTakeFirst();
  if (!invitation) throw new Missing("invitation", [invitationId]);
  if (invitation.accepted_at) throw conflict("This invitation was accepted already.");
  if (invitation.revoked_at) throw conflict("This invitation was revoked already.");
  return invitation;
}
