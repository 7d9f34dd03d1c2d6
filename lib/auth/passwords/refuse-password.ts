import "server-only";
import { asTyped, LONGEST } from "@/lib/auth/passwords/as-typed";
import { isBlocked } from "@/lib/auth/passwords/blocklist";
import { estimateGuesses } from "@/lib/auth/passwords/estimate-guesses";
import { isMadeOf, ownWords } from "@/lib/auth/passwords/own-words";
import { fewestGuesses, type PasswordRules } from "@/lib/auth/passwords/password-rules";
import { undress } from "@/lib/auth/passwords/undress";

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
        : `Even with what was added to it, this is a password known from break-ins elsewhere. ${BETTER}`;
  const { guesses, why } = await estimateGuesses(text, words);
  if (guesses >= fewestGuesses(minimum)) return null;
  return `This is easy to guess. ${why ? `${why} ` : ""}${BETTER}`;
}
