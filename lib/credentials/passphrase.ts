import { createHash, randomBytes } from "node:crypto";

/** 32 of them, so that each byte gives five bits */
const letters = "abcdefghijkmnpqrstuvwxyz23456789";

/** 125 random bits as 25 letters in groups, to be typed where the file is opened. */
export function makePassphrase(): string {
  const all = [...randomBytes(25)].map((byte) => letters[byte % letters.length]).join("");
  return (all.match(/.{5}/g) ?? []).join("-");
}

/** Enough, because nobody can go through 125 bits. */
export const hashPassphrase = (passphrase: string): Buffer =>
  createHash("sha256").update(passphrase).digest();
