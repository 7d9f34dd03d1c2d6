import "server-only";
import {
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";
import { withAuthDb } from "@/db/auth";
import { keepChallenge } from "@/lib/auth/factors/challenge";
import { relyingParty } from "@/lib/auth/factors/relying-party";
import type { SignedIn } from "@/lib/auth/sessions/session";

/** What the browser asks one of this person's keys to sign, for this session and no other. */
export async function startKeyProof(me: SignedIn): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return withAuthDb(async (db) => {
    const keys = await db
      .selectFrom("security_key")
      .where("user_id", "=", me.userId)
      .select(["credential_id", "transports"])
      .execute();
    const options = await generateAuthenticationOptions({
      rpID: relyingParty().id,
      userVerification: "preferred",
      allowCredentials: keys.map((key) => ({ id: key.credential_id, transports: key.transports })),
    });
    await keepChallenge(db, options.challenge, "prove", me.sessionId);
    return options;
  });
}
