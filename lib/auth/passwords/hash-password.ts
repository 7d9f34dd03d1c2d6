import "server-only";
import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** OWASP Password Storage: argon2id, 19 MiB, two passes, one lane. The hash carries its own algorithm and cost. */
const ARGON2ID = 2;
const cost = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The same letters typed on another system may arrive composed or decomposed (NIST SP 800-63B-4, 3.1.1.2). */
const normalised = (password: string) => password.normalize("NFC");

/** Longer input is refused before it is hashed. Far above the 64 characters that must be possible. */
const LONGEST = 1_024;

export const hashPassword = (password: string): Promise<string> => hash(normalised(password), cost);

let nobodys: Promise<string> | undefined;

/** Whether this is the password behind a stored hash. Without one the same work is done, so that time does not tell who exists. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword(randomBytes(32).toString("hex"));
  const against = stored ?? (await nobodys);
  const matches = await verify(against, normalised(password.slice(0, LONGEST))).catch(() => false);
  return matches && stored !== null && password.length <= LONGEST;
}

/** What is wrong with a new password, in words for its field; null when nothing is. */
export function refusePassword(password: string, person: { email: string; name: string }): string | null {
  const text = normalised(password);
  const length = [...text].length;
  if (length < 15) return "Use at least 15 characters. A few unrelated words are easy to remember.";
  if (text.length > LONGEST) return `Use at most ${LONGEST} characters.`;
  if (new Set(text).size < 4) return "This repeats too few characters to be hard to guess.";
  const plain = letters(text);
  const known = [person.email, person.email.split("@")[0] ?? "", person.name, "cordon"]
    .map(letters)
    .filter((word) => word.length > 2);
  for (const word of known)
    if (plain.includes(word) && plain.replaceAll(word, "").length < 5)
      return "This is little more than your name, your e-mail address or the product's name. Choose something others cannot guess.";
  return null;
}

const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
