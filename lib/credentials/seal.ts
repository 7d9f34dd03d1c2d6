import { createCipheriv, createDecipheriv, createHmac, type KeyObject } from "node:crypto";
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

export interface SealingKey {
  version: number;
  bytes: KeyObject;
}

const nonceLength = 12;
const tagLength = 16;

export const sealedLength = (passwordLength: number): number => nonceLength + passwordLength + tagLength;

export const sealingKey = (ring: KeyRing = keyRing()): SealingKey => ({
  version: ring.newest,
  bytes: ring.key(ring.newest),
});

const boundTo = ({ accountId, deviceId }: Owner) =>
  Buffer.from(`${accountId}\0${deviceId}\0device_credential.sealed`, "latin1");

/**
 * AES-256-GCM (NIST SP 800-38D) into target: nonce ‖ ciphertext ‖ tag; account, device and column are authenticated with
 * it. The nonce is the caller's: 12 random bytes, never used before.
 */
export function sealInto(
  target: Buffer,
  owner: Owner,
  password: Buffer,
  nonce: Buffer,
  key: SealingKey,
): void {
  const cipher = createCipheriv("aes-256-gcm", key.bytes, nonce).setAAD(boundTo(owner));
  nonce.copy(target, 0);
  cipher.update(password).copy(target, nonceLength);
  cipher.final();
  cipher.getAuthTag().copy(target, nonceLength + password.length);
}

/** The password again, as bytes. Throws when it was sealed for another device or column, with another key, or was changed. */
export function openPassword(
  owner: Owner,
  { sealed, keyVersion }: Sealed,
  ring: KeyRing = keyRing(),
): Buffer {
  if (sealed.length < nonceLength + tagLength) throw new Error("Not a sealed password");
  const decipher = createDecipheriv("aes-256-gcm", ring.key(keyVersion), sealed.subarray(0, nonceLength))
    .setAAD(boundTo(owner))
    .setAuthTag(sealed.subarray(-tagLength));
  return Buffer.concat([decipher.update(sealed.subarray(nonceLength, -tagLength)), decipher.final()]);
}

/** What a username is found by: keyed, so that a copy of the table does not say whether a name that is guessed is in it. */
export const usernameLookup = (username: string, key: KeyObject = lookupKey()): Buffer =>
  createHmac("sha256", key).update(username.toLowerCase(), "latin1").digest();
