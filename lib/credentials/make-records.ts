import { randomBytes, randomInt } from "node:crypto";
import { v7 } from "uuid";
import { type Alphabet, alphabets, isSign } from "@/lib/credentials/alphabets";
import { RandomLetters } from "@/lib/credentials/random-letters";
import { sealedLength, sealInto, sealingKey, usernameLookup } from "@/lib/credentials/seal";

export interface Recipient {
  deviceId: string;
  username: string;
}

/** Credentials as store_credentials takes them: fixed-length records one after the other. No password is left in them. */
export interface Records {
  deviceIds: string[];
  usernames: string[];
  ids: Buffer;
  lookups: Buffer;
  sealed: Buffer;
  keyVersion: number;
}

const letters = new Map<Alphabet, RandomLetters>();

/** New random passwords for these devices, sealed at once: a password is never a string, and its bytes are overwritten by the next. */
export function makeRecords(
  accountId: string,
  recipients: readonly Recipient[],
  { alphabet, passwordLength }: { alphabet: Alphabet; passwordLength: number },
): Records {
  const letter = letters.get(alphabet) ?? new RandomLetters(alphabets[alphabet].letters);
  letters.set(alphabet, letter);
  const count = recipients.length;
  const width = sealedLength(passwordLength);
  const key = sealingKey();
  const nonces = randomBytes(12 * count);
  const random = randomBytes(16 * count);
  // one after the other, as uuid's own would be, from anywhere in the lower half of what it counts up to
  const [msecs, first] = [Date.now(), randomInt(2 ** 30)];
  const password = Buffer.alloc(passwordLength);
  const ids = Buffer.allocUnsafe(16 * count);
  const lookups = Buffer.allocUnsafe(32 * count);
  const sealed = Buffer.allocUnsafe(width * count);
  for (const [index, { deviceId, username }] of recipients.entries()) {
    letter.fill(password);
    while (isSign(password[0] ?? 0)) letter.fill(password.subarray(0, 1));
    sealInto(
      sealed.subarray(index * width, (index + 1) * width),
      { accountId, deviceId },
      password,
      nonces.subarray(index * 12, (index + 1) * 12),
      key,
    );
    usernameLookup(username).copy(lookups, index * 32);
    v7({ msecs, seq: first + index, random: random.subarray(index * 16, (index + 1) * 16) }, ids, index * 16);
  }
  password.fill(0);
  return {
    deviceIds: recipients.map(({ deviceId }) => deviceId),
    usernames: recipients.map(({ username }) => username),
    ids,
    lookups,
    sealed,
    keyVersion: key.version,
  };
}
