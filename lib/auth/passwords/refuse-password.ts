import "server-only";
import { asTyped, LONGEST } from "@/lib/auth/passwords/as-typed";
import { isBlocked } from "@/lib/auth/passwords/blocklist";
import { estimateGuesses } from "@/lib/auth/passwords/estimate-guesses";
import { isMadeOf, type Known, ownWords } from "@/lib/auth/passwords/own-words";
import { undress } from "@/lib/auth/passwords/undress";

export interface PasswordRules {
  /** in code points: 15 where the password may stand alone, 8 where a second factor always stands beside it */
  minimum: number;
  about: Known;
}

/** What a password alone must withstand, and what one beside a second factor: docs/decisions/0010-passwords.md. */
const GUESSES_ALONE = 1e10;
const GUESSES_WITH_FACTOR = 1e8;

const BETTER = "Add a few unrelated words, or let a password manager make one.";

/** What is wrong with a new password, in words for its field; null when nothing is. */
export async function refusePassword(
  typed: string,
  { minimum, about }: PasswordRules,
): Promise<string | null> {
  const text = asTyped(typed);
  if (text === null) return `Use at most ${LONGEST} characters.`;
  const length = [...text].length;
  if (length < minimum)
    return `Use at least ${minimum} characters; this has ${length}. A few unrelated words are easy to remember.`;
  if (!text.isWellFormed()) return "It holds half a character, which no other keyboard could type again.";
  const words = ownWords(about);
  if (isMadeOf(words, text))
    return "This is little more than your name, your e-mail address, your account's name or the product's. Choose something others cannot guess.";
  for (const form of undress(text))
    if (await isBlocked(form))
      return form === text
        ? "This password is known from break-ins elsewhere, and is among the first that are tried. Choose another."
        : `Beneath what was added to it, this is a password known from break-ins elsewhere. ${BETTER}`;
  const { guesses, why } = await estimateGuesses(text, words);
  if (guesses >= (minimum < 15 ? GUESSES_WITH_FACTOR : GUESSES_ALONE)) return null;
  return `This is easy to guess. ${why ? `${why} ` : ""}${BETTER}`;
}
