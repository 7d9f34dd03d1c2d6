import { createHash, randomBytes } from "node:crypto";

/** What an invitation's link carries, and the only form of it that is kept. The purpose is part of what is hashed. */
export function newInvitationToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: createHash("sha256").update(`cordon invitation\0${token}`).digest() };
}
