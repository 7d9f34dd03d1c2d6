import "server-only";
import { createHash, randomBytes } from "node:crypto";

/** What a gateway shows to be believed. It is seen once, here; only its hash is kept. */
export function newGatewayToken(): { token: string; hash: Buffer } {
  const token = `cgw_${randomBytes(32).toString("base64url")}`;
  return { token, hash: createHash("sha256").update(token).digest() };
}
