import { z } from "zod";
import { command } from "@/lib/operation/operation";
import { lockInvitation } from "@/lib/people/lock-invitation";

/** Takes an invitation back: its link stops working at once. */
export const revokeInvitation = command({
  name: "invitation.revoke",
  permission: "member.invite",
  input: z.object({ invitationId: z.uuid() }),
  target: ({ invitationId }) => ({ kind: "invitation", id: invitationId }),
  async run({ db, actor, now, audit, publish }, { invitationId }) {
    const invitation = await lockInvitation(db, actor.account.id, invitationId);
    await db
      .updateTable("invitation")
      .set({ revoked_at: now })
      .where("account_id", "=", actor.account.id)
      .where("id", "=", invitation.id)
      .execute();
    audit("invitation.revoked", {
      target: { kind: "invitation", id: invitation.id, label: invitation.email },
    });
    publish({ topic: "people" });
    return { id: invitation.id };
  },
});
