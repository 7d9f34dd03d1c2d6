import { message, oneLine, portalLink, sayTime } from "@/lib/mail/message";

interface Person {
  name: string;
  email: string;
}

const ofReset = "factor-reset";
const quoted = (text: string) => text.split(/\r?\n/).map((line) => `> ${line}`);

/** To the member, who decides. The link asks for the password, so that reading this mail is not enough. */
export const factorResetMail = (
  member: Person,
  requester: Person,
  account: { id: string; name: string },
  reset: { token: string; reason: string; expiresAt: Date },
) =>
  message(ofReset, member.email, "Confirm the reset of your second factor", [
    `Hello ${oneLine(member.name)},`,
    "",
    `${oneLine(requester.name)} (${requester.email}), an administrator of ${oneLine(account.name)}, asked to reset the second factor of your Cordon sign-in, because:`,
    "",
    ...quoted(reset.reason),
    "",
    "Nothing has changed yet. If you asked for this, confirm it here with your password:",
    "",
    portalLink(`/factor-reset/${account.id}.${reset.token}`),
    "",
    "Then every second factor and recovery code of yours is removed, and all your sessions end.",
    `The link works once, until ${sayTime(reset.expiresAt)}.`,
    "",
    "If you did not ask for this, open the link and say so, or do nothing. Nobody will ever ask you to pass it on.",
  ]);

/** To the administrator who asked. It holds no link: only the member can confirm. */
export const factorResetAskedMail = (
  requester: Person,
  member: Person,
  account: { name: string },
  expiresAt: Date,
) =>
  message(ofReset, requester.email, `You asked to reset the second factor of ${member.name}`, [
    `Hello ${oneLine(requester.name)},`,
    "",
    `You asked to reset the second factor of ${oneLine(member.name)} (${member.email}) in ${oneLine(account.name)}.`,
    `It waits for their confirmation by mail and password until ${sayTime(expiresAt)}, and you can cancel it until then.`,
    "",
    "If this was not you, somebody uses your sign-in: change your password and end your sessions now.",
    "",
    portalLink("/you/security"),
  ]);

/** To the member, once it is done. */
export const factorResetDoneMail = (
  member: Person,
  account: { name: string },
  change: { at: Date; address: string | null },
) =>
  message(ofReset, member.email, "Your second factor was reset", [
    `Hello ${oneLine(member.name)},`,
    "",
    `The second factors and recovery codes of your Cordon sign-in were removed on ${sayTime(change.at)}${change.address ? ` from ${change.address}` : ""}, as asked for in ${oneLine(account.name)} and confirmed with your password. All your sessions were ended.`,
    "",
    "Sign in with your password and set up a new second factor now:",
    "",
    portalLink("/sign-in"),
    "",
    "If this was not you, choose a new password at once and tell an administrator of your account:",
    "",
    portalLink("/forgotten-password"),
  ]);

/** To one of the provider's own people, whose factors were taken off on the server itself. */
export const factorResetOnServerMail = (operator: Person, at: Date) =>
  message(ofReset, operator.email, "Your second factor was reset", [
    `Hello ${oneLine(operator.name)},`,
    "",
    `The second factors and recovery codes of your Cordon sign-in were removed on ${sayTime(at)} by whoever runs the servers. All your sessions were ended.`,
    "",
    "Sign in with your password and set up a new second factor now:",
    "",
    portalLink("/sign-in"),
    "",
    "If you did not ask for this, talk to whoever runs the servers at once.",
  ]);

/** To the administrator, once it is decided. */
export const factorResetDecidedMail = (
  requester: Person,
  member: Person,
  account: { name: string },
  decision: "confirmed" | "declined",
) =>
  message(
    ofReset,
    requester.email,
    decision === "confirmed"
      ? `The second factor of ${member.name} was reset`
      : `${member.name} did not ask for a reset`,
    [
      `Hello ${oneLine(requester.name)},`,
      "",
      ...(decision === "confirmed"
        ? [
            `${oneLine(member.name)} (${member.email}) confirmed the reset of their second factor in ${oneLine(account.name)}. It is removed, and their sessions have ended.`,
          ]
        : [
            `${oneLine(member.name)} (${member.email}) says that they did not ask for the reset of their second factor in ${oneLine(account.name)}. It was cancelled, and nothing was changed.`,
            "Whoever asked you for it may not have been who they said. Talk to the person on a way you know before asking again.",
          ]),
    ],
  );
