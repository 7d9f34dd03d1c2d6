import "server-only";
import { type RegistrationResponseJSON, verifyRegistrationResponse } from "@simplewebauthn/server";
import type { EnrolAnswer } from "@/lib/auth/factors/answers";
import { takeChallenge } from "@/lib/auth/factors/challenge";
import { enrol } from "@/lib/auth/factors/enrol";
import { readFactorName } from "@/lib/auth/factors/factor-name";
import { relyingParty } from "@/lib/auth/factors/relying-party";
import { keyAlgorithms } from "@/lib/auth/factors/start-key";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { newId } from "@/lib/kernel/id";

/** The key that answered this session's own challenge becomes a factor. */
export async function finishKey(
  me: SignedIn,
  shown: { name: string; response: RegistrationResponseJSON },
  address: string | null,
): Promise<EnrolAnswer> {
  const named = readFactorName(shown.name);
  if ("refused" in named) return named.refused;
  const { response } = shown;
  return enrol(me, "key", address, async (db) => {
    const challenge = await takeChallenge(db, response, "enrol", me.sessionId);
    if (challenge === null) return { outcome: "expired" };
    const key = await verified(response, challenge);
    if (!key) return { outcome: "wrong", message: "The browser's answer could not be verified. Try again." };
    const { credential } = key;
    const id = newId();
    const discoverable = response.clientExtensionResults?.credProps?.rk;
    const added = await db
      .insertInto("security_key")
      .values({
        id,
        user_id: me.userId,
        name: named.name,
        credential_id: credential.id,
        public_key: Buffer.from(credential.publicKey),
        sign_count: credential.counter,
        transports: credential.transports?.filter((each) => /^[a-z-]{1,20}$/.test(each)).slice(0, 10) ?? [],
        passkey: key.userVerified && discoverable !== false,
        backed_up: key.credentialBackedUp,
        last_used_at: new Date(),
      })
      .onConflict((same) => same.column("credential_id").doNothing())
      .returning("id")
      .executeTakeFirst();
    return added
      ? { id, name: named.name }
      : { outcome: "refused", why: "This key cannot be added. Use another one." };
  });
}

async function verified(response: RegistrationResponseJSON, challenge: string) {
  const { id, origin } = relyingParty();
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      supportedAlgorithmIDs: keyAlgorithms,
      requireUserVerification: false,
    });
    return registrationInfo ?? null;
  } catch {
    return null;
  }
}
