import "server-only";
import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { asTyped } from "@/lib/auth/passwords/as-typed";

/** OWASP Password Storage: argon2id, 19 MiB, two passes, one lane. The hash carries its own algorithm and cost. */
const ARGON2ID = 2;
const cost = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const present = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$`;

/** For choosePassword and upgradeHash only: nothing else may make what is stored as a password. */
export function hashPassword(password: string): Promise<string> {
  const text = asTyped(password);
  if (text === null) throw new RangeError("A password of this length is refused before it is hashed.");
  return hash(text, cost);
}

let nobodys: Promise<string> | undefined;

/** Whether this is the password behind a stored hash. Without one the same work is done, so that time does not tell who exists. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword(randomBytes(32).toString("hex"));
  const against = stored ?? (await nobodys);
  const text = asTyped(password);
  const matches = await verify(against, text ?? "").catch(() => false);
  return matches && stored !== null && text !== null;
}

/** Whether a stored hash was made with another algorithm or cost than the present. */
export const isOutdated = (stored: string): boolean => !stored.startsWith(present);
