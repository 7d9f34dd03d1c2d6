import "server-only";
import { randomBytes } from "node:crypto";
import { hashRaw } from "@node-rs/argon2";

/** Crockford's base32: without I, L, O and U, which are read or typed as something else. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const HOW_MANY = 10;
const SYMBOLS = 16;

/** OWASP Password Storage: argon2id, 19 MiB, two passes, one lane. */
const ARGON2ID = 2;
const cost = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };

/** Ten codes of 80 random bits: XXXX-XXXX-XXXX-XXXX. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: HOW_MANY }, () =>
    Array.from(randomBytes(SYMBOLS), (byte) => ALPHABET[byte & 31])
      .join("")
      .replace(/(.{4})(?=.)/g, "$1-"),
  );

/** What was typed as one of ours is written; null when it cannot be one. */
export function readRecoveryCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  return code.length === SYMBOLS && [...code].every((symbol) => ALPHABET.includes(symbol)) ? code : null;
}

/** All codes of a set share its salt, so that one hash tells which of them a typed one is. */
export const hashRecoveryCode = (code: string, salt: Buffer): Promise<Buffer> =>
  hashRaw(code.replace(/-/g, ""), { ...cost, salt });
