import "server-only";
import { createHash, createHmac, randomBytes } from "node:crypto";
import { env } from "@/lib/kernel/env";

/** What a token is for goes into its hash, so that one made for one purpose is unknown to every other. */
type Purpose = "session" | "password reset" | "invitation" | "factor reset";

/** 256 random bits, in letters that need no escaping. */
export const newToken = (): string => randomBytes(32).toString("base64url");

export function hashToken(purpose: Purpose, token: string): Buffer {
  return createHash("sha256").update(`cordon ${purpose}\0${token}`).digest();
}

/** A name for something that must not be stored readably, such as the address somebody tried to sign in with. */
export function keyedHash(text: string): string {
  return createHmac("sha256", env("AUTH_SECRET")).update(text).digest("base64url");
}
