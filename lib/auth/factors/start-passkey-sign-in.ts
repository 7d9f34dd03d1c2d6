import "server-only";
import {
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";
import { withAuthDb } from "@/db/auth";
import { keepChallenge } from "@/lib/auth/factors/challenge";
import { relyingParty } from "@/lib/auth/factors/relying-party";

/** What the browser asks whichever passkey it has for this portal to sign, having verified its user. Names nobody. */
export async function startPasskeySignIn(): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const options = await generateAuthenticationOptions({
    rpID: relyingParty().id,
    userVerification: "required",
  });
  await withAuthDb((db) => keepChallenge(db, options.challenge, "sign_in", null));
  return options;
}
