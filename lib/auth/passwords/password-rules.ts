import { type Known, ownWords } from "@/lib/auth/passwords/own-words";
import type { SignedIn } from "@/lib/auth/sessions/session";

/** What a new password must be like, of whom. */
export interface PasswordRules {
  /** in code points: 15 where the password may stand alone, 8 where a second factor always stands beside it */
  minimum: number;
  about: Known;
}

/** What a password alone must withstand, and what one beside a second factor: docs/decisions/0010-passwords.md. */
const GUESSES_ALONE = 1e10;
const GUESSES_WITH_FACTOR = 1e8;

export const fewestGuesses = (minimum: number): number =>
  minimum < 15 ? GUESSES_WITH_FACTOR : GUESSES_ALONE;

/** What whoever is signed in must choose by. */
export const ownPasswordRules = ({ email, name, policy }: SignedIn): PasswordRules => ({
  minimum: policy.passwordMinimum,
  about: { email, name, accounts: policy.accounts.map((account) => account.name) },
});

/** What a page needs to guide somebody while they type, so that nothing typed leaves it. */
export interface PasswordGuide {
  minimum: number;
  guesses: number;
  /** their names, which others would try first */
  words: string[];
}

export const passwordGuide = ({ minimum, about }: PasswordRules): PasswordGuide => ({
  minimum,
  guesses: fewestGuesses(minimum),
  words: ownWords(about),
});
