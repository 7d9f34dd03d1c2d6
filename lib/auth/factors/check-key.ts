import "server-only";
import { type AuthenticationResponseJSON, verifyAuthenticationResponse } from "@simplewebauthn/server";
import type { AuthDb } from "@/db/auth";
import { relyingParty } from "@/lib/auth/factors/relying-party";

export interface StoredKey {
  id: string;
  credential_id: string;
  public_key: Buffer;
}

/**
 * Whether this key signed the challenge for this portal. A counter that does not grow is what a copy of the key shows
 * (WebAuthn 3, 6.1.1): then it is refused and marked. Keys that do not count always say zero.
 */
export async function checkKey(
  db: AuthDb,
  key: StoredKey,
  response: AuthenticationResponseJSON,
  { challenge, verifiedUser }: { challenge: string; verifiedUser: boolean },
): Promise<"right" | "wrong" | "regressed"> {
  const shown = await verify(key, response, challenge, verifiedUser);
  if (!shown) return "wrong";
  const { newCounter: count, credentialBackedUp: backed_up } = shown;
  const now = new Date();
  const grown = await db
    .updateTable("security_key")
    .set({ sign_count: count, backed_up, last_used_at: now })
    .where("id", "=", key.id)
    .where((eb) =>
      eb.or([eb("sign_count", "<", count), eb.and([eb("sign_count", "=", 0), eb.val(count === 0)])]),
    )
    .returning("id")
    .executeTakeFirst();
  if (grown) return "right";
  await db.updateTable("security_key").set({ regressed_at: now }).where("id", "=", key.id).execute();
  return "regressed";
}

async function verify(
  key: StoredKey,
  response: AuthenticationResponseJSON,
  challenge: string,
  verifiedUser: boolean,
) {
  const { id, origin } = relyingParty();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      // the counter is compared where it is stored, in one statement
      credential: { id: key.credential_id, publicKey: Uint8Array.from(key.public_key), counter: 0 },
      requireUserVerification: verifiedUser,
    });
    return verified ? authenticationInfo : null;
  } catch {
    return null;
  }
}
