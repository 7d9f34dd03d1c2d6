import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";
import { type KeyRing, keyRing, lookupKey } from "@/lib/credentials/keys";

/** Whose password it is. Sealed for one device, it opens for no other. */
export interface Owner {
  accountId: string;
  deviceId: string;
}

export interface Sealed {
  sealed: Buffer;
  keyVersion: number;
}

const nonceLength = 12;
const tagLength = 16;

const bound = ({ accountId, deviceId }: Owner) =>
  Buffer.from(`${accountId}\0${deviceId}\0device_credential.sealed`);

/** AES-256-GCM (NIST SP 800-38D): nonce ‖ ciphertext ‖ tag. The nonce is the caller's: 12 random bytes, never used before. */
export function sealPassword(
  owner: Owner,
  password: Buffer,
  nonce: Buffer,
  ring: KeyRing = keyRing(),
): Sealed {
  const cipher = createCipheriv("aes-256-gcm", ring.key(ring.newest), nonce).setAAD(bound(owner));
  const text = cipher.update(password);
  cipher.final();
  return { sealed: Buffer.concat([nonce, text, cipher.getAuthTag()]), keyVersion: ring.newest };
}

/** The password again, as bytes. Throws when it was sealed for another device or column, with another key, or was changed. */
export function openPassword(
  owner: Owner,
  { sealed, keyVersion }: Sealed,
  ring: KeyRing = keyRing(),
): Buffer {
  if (sealed.length < nonceLength + tagLength) throw new Error("Not a sealed password");
  const decipher = createDecipheriv("aes-256-gcm", ring.key(keyVersion), sealed.subarray(0, nonceLength))
    .setAAD(bound(owner))
    .setAuthTag(sealed.subarray(-tagLength));
  return Buffer.concat([decipher.update(sealed.subarray(nonceLength, -tagLength)), decipher.final()]);
}

/** What a username is found by: keyed, so that a copy of the table does not say whether a name that is guessed is in it. */
export const usernameLookup = (username: string, key: Buffer = lookupKey()): Buffer =>
  createHmac("sha256", key).update(username.toLowerCase()).digest();
