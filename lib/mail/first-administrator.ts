import { message, oneLine, portalLink, sayTime } from "@/lib/mail/message";

/** For the first person of a new account, who then invites all others. */
export const firstAdministratorMail = (
  invited: { email: string; name: string },
  account: { id: string; name: string },
  invitation: { token: string; expiresAt: Date },
) =>
  message("invitation", invited.email, `Your account ${account.name} on Cordon is ready`, [
    `Hello ${oneLine(invited.name)},`,
    "",
    `Your connectivity provider made the account ${oneLine(account.name)} on Cordon, with you as its administrator.`,
    "Accept here, and choose your password:",
    "",
    portalLink(`/invitation/${account.id}.${invitation.token}`),
    "",
    `The link works once, until ${sayTime(invitation.expiresAt)}. If you did not expect it, do nothing: nobody gets access without it.`,
  ]);
