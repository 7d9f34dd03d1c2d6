import { message, oneLine, portalLink, sayTime } from "@/lib/mail/message";

/** Reminds somebody of what their account asks for. Its link leads to a page, and opens nothing by itself. */
export const setUpFactorMail = (
  account: { name: string },
  member: { name: string; email: string; lacks: "second_factor" | "key" },
  policy: { graceUntil: Date | null },
  now: Date,
) => {
  const what = member.lacks === "key" ? "a security key or passkey" : "your second factor";
  const later = member.lacks === "second_factor" && policy.graceUntil && policy.graceUntil > now;
  const date = later && policy.graceUntil ? sayTime(policy.graceUntil) : null;
  return message(
    "set-up-factor",
    member.email,
    date ? `Set up ${what} by ${date}` : `Set up ${what} for ${oneLine(account.name)}`,
    [
      `Hello ${oneLine(member.name)},`,
      "",
      member.lacks === "key"
        ? `${oneLine(account.name)} asks for a security key or passkey where a permission is elevated, and you have none yet.`
        : `${oneLine(account.name)} asks for a second factor when you sign in, and you have none of a kind it allows yet.`,
      member.lacks === "key"
        ? "Until you add one, you cannot use your elevated permissions there."
        : date
          ? `From ${date} on, nothing opens for you on Cordon until it is set up. It takes about two minutes.`
          : "Nothing opens for you on Cordon until it is set up. It takes about two minutes.",
      "",
      "Set it up here:",
      "",
      portalLink("/you/security"),
    ],
  );
};
