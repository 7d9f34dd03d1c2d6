import { createHmac, type KeyObject, randomBytes } from "node:crypto";
import { oneWayKey } from "@/lib/credentials/keys";
import type { Owner } from "@/lib/credentials/seal";

const saltLength = 16;

/**
 * What is kept of a password that shall not open again: hmac-sha256$salt$digest, both in base64. A fast hash, because what it
 * hides is random and of 64 bits or more, and keyed, so that a copy of the database alone cannot even try.
 */
export function hashOneWay(owner: Owner, password: Buffer, key: KeyObject = oneWayKey()): string {
  const salt = randomBytes(saltLength);
  return `hmac-sha256$${salt.toString("base64")}$${digestOneWay(owner, salt, password, key).toString("base64")}`;
}

/** Salt and digest of such a hash; null of anything else. */
export function readOneWay(hash: string): { salt: Buffer; digest: Buffer } | null {
  const [, salt, digest] = /^hmac-sha256\$([A-Za-z0-9+/]{22}==)\$([A-Za-z0-9+/]{43}=)$/.exec(hash) ?? [];
  if (salt === undefined || digest === undefined) return null;
  return { salt: Buffer.from(salt, "base64"), digest: Buffer.from(digest, "base64") };
}

/** Account, device and column are hashed with it, so that a hash is good for its own device only. */
export const digestOneWay = (
  { accountId, deviceId }: Owner,
  salt: Buffer,
  password: Buffer,
  key: KeyObject = oneWayKey(),
): Buffer =>
  createHmac("sha256", key)
    .update(`${accountId}\0${deviceId}\0device_credential.one_way\0`, "latin1")
    .update(salt)
    .update(password)
    .digest();
