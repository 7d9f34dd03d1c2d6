import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/kernel/env";

/** One key per purpose (HKDF, RFC 5869), so that what was sealed for one is rubbish to another. */
function keyFor(purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", env("AUTH_SECRET"), "", `cordon sealed: ${purpose}`, 32));
}

/** Encrypts text at rest: AES-256-GCM (NIST SP 800-38D) with a nonce of its own; the purpose is authenticated with it. */
export function seal(purpose: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor(purpose), nonce).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1.${sealed.toString("base64url")}`;
}

/** The text again. Throws when it was sealed for another purpose, with another secret, or was changed. */
export function unseal(purpose: string, sealed: string): string {
  const [version, body] = sealed.split(".");
  const bytes = Buffer.from(body ?? "", "base64url");
  if (version !== "v1" || bytes.length < 28) throw new Error(`Not sealed for ${purpose}`);
  const decipher = createDecipheriv("aes-256-gcm", keyFor(purpose), bytes.subarray(0, 12))
    .setAAD(Buffer.from(purpose))
    .setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString("utf8");
}
