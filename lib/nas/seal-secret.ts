import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { type KeyRing, keyRing } from "@/lib/credentials/public";

const nonceLength = 12;
const tagLength = 16;

const boundTo = (nasId: string) => Buffer.from(`${nasId}\0nas.disconnect_secret_sealed`, "latin1");

/** AES-256-GCM, as the passwords of devices are sealed: nonce ‖ ciphertext ‖ tag; NAS and column are authenticated with it. */
export function sealNasSecret(
  nasId: string,
  secret: string,
  ring: KeyRing = keyRing(),
): { sealed: Buffer; keyVersion: number } {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv("aes-256-gcm", ring.key(ring.newest), nonce).setAAD(boundTo(nasId));
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return { sealed: Buffer.concat([nonce, text, cipher.getAuthTag()]), keyVersion: ring.newest };
}

/** The secret again. Throws when it was sealed for another NAS, with another key, or was changed. */
export function openNasSecret(
  nasId: string,
  sealed: Buffer,
  keyVersion: number,
  ring: KeyRing = keyRing(),
): string {
  if (sealed.length < nonceLength + tagLength) throw new Error("Not a sealed secret");
  const decipher = createDecipheriv("aes-256-gcm", ring.key(keyVersion), sealed.subarray(0, nonceLength))
    .setAAD(boundTo(nasId))
    .setAuthTag(sealed.subarray(-tagLength));
  return Buffer.concat([
    decipher.update(sealed.subarray(nonceLength, -tagLength)),
    decipher.final(),
  ]).toString("utf8");
}
