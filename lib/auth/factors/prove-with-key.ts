import "server-only";
import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import type { ProofAnswer } from "@/lib/auth/factors/answers";
import { takeChallenge } from "@/lib/auth/factors/challenge";
import { checkKey } from "@/lib/auth/factors/check-key";
import { prove } from "@/lib/auth/factors/prove";
import { tellRegressed } from "@/lib/auth/factors/tell-regressed";
import type { SignedIn } from "@/lib/auth/sessions/session";

/** A security key's signature over this session's own challenge, as proof of who this is. */
export function proveWithKey(
  me: SignedIn,
  response: AuthenticationResponseJSON,
  address: string | null,
): Promise<ProofAnswer> {
  return prove(me, "key", address, async (db, executor) => {
    const challenge = await takeChallenge(db, response, "prove", me.sessionId);
    if (challenge === null) return { outcome: "gone" };
    const key = await db
      .selectFrom("security_key")
      .where("user_id", "=", me.userId)
      .where("credential_id", "=", String(response.id))
      .select(["id", "name", "credential_id", "public_key"])
      .executeTakeFirst();
    const found = key
      ? await checkKey(db, key, response, { challenge, verifiedUser: false })
      : ("wrong" as const);
    if (found === "right") return found;
    if (!key || found === "wrong")
      return { outcome: "wrong", message: "This key was not accepted. Use one that you set up here." };
    await tellRegressed({ db, executor }, { id: me.userId, email: me.email, name: me.name }, key, address);
    return {
      outcome: "wrong",
      message:
        "This key's counter is behind where it was, as a copy's would be. Use another second factor and remove this key.",
    };
  });
}
