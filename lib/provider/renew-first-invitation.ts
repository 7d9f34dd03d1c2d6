import { z } from "zod";
import { hashToken, newToken } from "@/lib/auth/public";
import { CordonError, conflict } from "@/lib/kernel/errors";
import { firstAdministratorMail } from "@/lib/mail/first-administrator";
import { command } from "@/lib/operation/operation";

const INVITATION_HOURS = 72;

/** Sends a new account's first invitation again. Once anybody is in the account, inviting is that account's own business. */
export const renewFirstInvitation = command({
  name: "account.renew_first_invitation",
  permission: "provider.account.create",
  input: z.object({ accountId: z.uuid() }),
  target: ({ accountId }) => ({ kind: "account", id: accountId }),
  async run({ db, now, audit, enqueue, enter }, { accountId }) {
    const account = await db
      .selectFrom("account")
      .where("id", "=", accountId)
      .select(["id", "name"])
      .executeTakeFirst();
    if (!account) throw new CordonError("not_found", "There is no such account.");
    const inside = await enter(account.id);
    const member = await inside
      .selectFrom("membership")
      .where("account_id", "=", account.id)
      .select("id")
      .limit(1)
      .executeTakeFirst();
    if (member) throw conflict("Somebody is in this account already. Its administrators invite from now on.");
    const token = newToken();
    const expiresAt = new Date(now.getTime() + INVITATION_HOURS * 3_600_000);
    const invited = await inside
      .updateTable("invitation")
      .set({ token_hash: hashToken("invitation", token), expires_at: expiresAt })
      .where("account_id", "=", account.id)
      .where("accepted_at", "is", null)
      .where("revoked_at", "is", null)
      .returning(["id", "email", "name"])
      .executeTakeFirst();
    if (!invited) throw conflict("This account has no open invitation.");
    await enqueue("send-mail", firstAdministratorMail(invited, account, { token, expiresAt }));
    audit("invitation.renewed", { target: { kind: "account", id: account.id, label: account.name } });
    return { email: invited.email };
  },
});
