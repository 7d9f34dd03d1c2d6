import type { FactorKind } from "@/lib/access/proof";
import { message, oneLine, portalLink, sayTime } from "@/lib/mail/message";

export interface Notice {
  at: Date;
  address: string | null;
}

interface Person {
  email: string;
  name: string;
}

const called: Record<FactorKind | "recovery", string> = {
  app: "authenticator app",
  key: "security key or passkey",
  phone: "phone",
  recovery: "recovery code",
};

/** What happened to somebody's second factors, when and from where, and what to do if it was not them. */
function notice(
  kind: string,
  user: Person,
  subject: string,
  { at, address }: Notice,
  told: readonly string[],
  otherwise: string,
) {
  return message(kind, user.email, subject, [
    `Hello ${oneLine(user.name)},`,
    "",
    ...told,
    `This was on ${sayTime(at)}${address ? ` from ${address}` : ""}.`,
    "",
    otherwise,
    "",
    portalLink("/you/security"),
  ]);
}

const removeIt =
  "If this was not you, sign in, remove what you do not know, change your password, and tell an administrator of your account:";
const changePassword =
  "If this was not you, somebody knows your password. Change it at once, and tell an administrator of your account:";

export const factorEnrolledMail = (user: Person, factor: { kind: FactorKind; name: string }, notes: Notice) =>
  notice(
    "factor-enrolled",
    user,
    "A second factor was added to your Cordon sign-in",
    notes,
    [`The ${called[factor.kind]} "${oneLine(factor.name)}" can now be used to sign in as you.`],
    removeIt,
  );

export const factorRemovedMail = (user: Person, factor: { kind: FactorKind; name: string }, notes: Notice) =>
  notice(
    "factor-removed",
    user,
    "A second factor was removed from your Cordon sign-in",
    notes,
    [
      `The ${called[factor.kind]} "${oneLine(factor.name)}" can no longer be used to sign in as you.`,
      "Your other sessions were ended.",
    ],
    removeIt,
  );

export const recoveryMadeMail = (user: Person, notes: Notice) =>
  notice(
    "recovery-made",
    user,
    "New recovery codes for your Cordon sign-in",
    notes,
    ["New recovery codes were made for your sign-in. Codes made earlier open nothing any more."],
    removeIt,
  );

export const recoveryUsedMail = (user: Person, left: number, notes: Notice) =>
  notice(
    "recovery-used",
    user,
    "A recovery code of your Cordon sign-in was used",
    notes,
    [
      `A recovery code took the place of your second factor. ${left === 0 ? "No code is" : left === 1 ? "One code is" : `${left} codes are`} left.`,
      "If you lost your phone or key, remove it from your sign-in, and set up another.",
    ],
    changePassword,
  );

export const factorRefusedMail = (
  user: Person,
  tried: { kind: FactorKind | "recovery"; failures: number },
  notes: Notice,
) =>
  notice(
    "factor-refused",
    user,
    "A wrong second factor was shown for your Cordon sign-in",
    notes,
    [
      `Somebody signed in with your password, and then showed a wrong ${called[tried.kind]}${tried.failures > 1 ? `, ${tried.failures} times in a row` : ""}. They were not let in.`,
    ],
    changePassword,
  );

export const factorDisabledMail = (user: Person, kind: FactorKind | "recovery", notes: Notice) =>
  notice(
    "factor-disabled",
    user,
    "A second factor of your Cordon sign-in was disabled",
    notes,
    [
      `After too many failures your ${called[kind]} is no longer accepted. Sign in with another second factor or a recovery code, and set it up anew; or ask an administrator of your account to reset it.`,
    ],
    changePassword,
  );

export const keyRegressedMail = (user: Person, name: string, notes: Notice) =>
  notice(
    "key-regressed",
    user,
    "A security key of your Cordon sign-in may have been copied",
    notes,
    [
      `The security key "${oneLine(name)}" was shown, and its counter was not ahead of where it was before, as happens with a copy. It was refused.`,
    ],
    "Remove this key from your sign-in, use another one, and tell an administrator of your account:",
  );
