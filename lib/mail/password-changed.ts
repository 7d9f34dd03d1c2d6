import { message, oneLine, portalLink, sayTime } from "@/lib/mail/message";

export const passwordChangedMail = (
  user: { email: string; name: string },
  change: { at: Date; address: string | null },
) =>
  message("password-changed", user.email, "Your Cordon password was changed", [
    `Hello ${oneLine(user.name)},`,
    "",
    `The password of your Cordon sign-in was changed on ${sayTime(change.at)}${change.address ? ` from ${change.address}` : ""}.`,
    "Your other sessions were ended.",
    "",
    "If this was not you, choose a new password at once and tell an administrator of your account:",
    "",
    portalLink("/forgotten-password"),
  ]);
