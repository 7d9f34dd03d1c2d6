import { message, oneLine, portalLink, sayTime } from "@/lib/mail/message";

export interface SignInSeen {
  at: Date;
  address: string | null;
  place: string;
  browser: string;
}

const seen = ({ at, address, place, browser }: SignInSeen) => [
  `  When      ${sayTime(at)}`,
  `  Place     ${place}`,
  `  Address   ${address ?? "not known"}`,
  `  Browser   ${browser}`,
];

const ifNotYou = () => [
  "If this was you, there is nothing to do. The place is found from the address, and may be some way off.",
  "If it was not you, somebody has your password:",
  "",
  `1. Choose a new one at once, which ends every session: ${portalLink("/forgotten-password")}`,
  `2. See where you are signed in: ${portalLink("/you/sessions")}`,
  `3. Set up a second factor, or look over those you have: ${portalLink("/you/security")}`,
  "4. Tell an administrator of your account.",
];

export const newSignInMail = (user: { email: string; name: string }, sign: SignInSeen) =>
  message("new-sign-in", user.email, "New sign-in to Cordon", [
    `Hello ${oneLine(user.name)},`,
    "",
    "Somebody signed in to Cordon as you from a place or with a browser that you have not used lately.",
    "",
    ...seen(sign),
    "",
    ...ifNotYou(),
  ]);

export const signInAfterFailuresMail = (
  user: { email: string; name: string },
  sign: SignInSeen & { failures: number },
) =>
  message("sign-in-after-failures", user.email, "Your Cordon password was guessed at, then given", [
    `Hello ${oneLine(user.name)},`,
    "",
    `Your password for Cordon was given rightly after ${sign.failures} wrong ones in a row.`,
    "",
    ...seen(sign),
    "",
    ...ifNotYou(),
  ]);
