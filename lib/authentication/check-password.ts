import { createHash, timingSafeEqual } from "node:crypto";
import type { Proof } from "@/lib/authentication/sign-on";

/** Compared in a time that tells nothing of either side, its length neither. */
export function isRight(proof: Proof, password: Buffer): boolean {
  if (proof.kind === "pap") return timingSafeEqual(digest(proof.password), digest(password));
  // RFC 1994 section 4.1
  const expected = createHash("md5")
    .update(Buffer.of(proof.identifier))
    .update(password)
    .update(proof.challenge)
    .digest();
  return timingSafeEqual(expected, proof.response);
}

const digest = (password: Buffer) => createHash("sha256").update(password).digest();
