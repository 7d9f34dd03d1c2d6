import "server-only";
import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
} from "@simplewebauthn/server";
import { withAuthDb } from "@/db/auth";
import { assertEnrolling } from "@/lib/auth/factors/assert-stage";
import { keepChallenge } from "@/lib/auth/factors/challenge";
import { lockFactors } from "@/lib/auth/factors/lock-factors";
import { refuseKind } from "@/lib/auth/factors/refuse-kind";
import { relyingParty } from "@/lib/auth/factors/relying-party";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { conflict } from "@/lib/kernel/errors";

/** Ed25519, ECDSA with P-256, RSA with SHA-256. */
export const keyAlgorithms = [-8, -7, -257];

/** What the browser asks a security key or passkey to set up. Keys that are there already are left out. */
export async function startKey(me: SignedIn): Promise<PublicKeyCredentialCreationOptionsJSON> {
  assertEnrolling(me);
  return withAuthDb(async (db) => {
    await lockFactors(db, me);
    const refused = await refuseKind(db, me, "key");
    if (refused) throw conflict(refused.why);
    const known = await db
      .selectFrom("security_key")
      .where("user_id", "=", me.userId)
      .select(["credential_id", "transports"])
      .execute();
    const options = await generateRegistrationOptions({
      rpName: "Cordon",
      rpID: relyingParty().id,
      userName: me.email,
      userDisplayName: me.name,
      userID: userHandleOf(me.userId),
      attestationType: "none",
      supportedAlgorithmIDs: keyAlgorithms,
      authenticatorSelection: { residentKey: "preferred", userVerification: "preferred" },
      extensions: { credProps: true },
      excludeCredentials: known.map((key) => ({ id: key.credential_id, transports: key.transports })),
    });
    await keepChallenge(db, options.challenge, "enrol", me.sessionId);
    return options;
  });
}

/** How a passkey names its owner: the bytes of the user's id, which tell nobody who that is. */
export const userHandleOf = (userId: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(userId.replaceAll("-", ""), "hex"));
