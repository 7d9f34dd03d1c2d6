import { message, oneLine, portalLink } from "@/lib/mail/message";

export const passwordResetMail = (user: { email: string; name: string }, token: string) =>
  message("password-reset", user.email, "Choose a new password for Cordon", [
    `Hello ${oneLine(user.name)},`,
    "",
    "Somebody, probably you, asked for a new password for your Cordon sign-in. Choose it here:",
    "",
    portalLink(`/reset-password/${token}`),
    "",
    "The link works once, for 30 minutes. Your present password stays as it is until you use the link.",
    "If you did not ask for this, do nothing.",
  ]);
