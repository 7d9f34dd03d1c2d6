import "server-only";
import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { type AuthDb, withAuthDb } from "@/db/auth";
import type { PasskeyAnswer } from "@/lib/auth/factors/answers";
import { takeChallenge } from "@/lib/auth/factors/challenge";
import { checkKey } from "@/lib/auth/factors/check-key";
import { isDisabled } from "@/lib/auth/factors/count-guess";
import { userHandleOf } from "@/lib/auth/factors/start-key";
import { tellRegressed } from "@/lib/auth/factors/tell-regressed";
import { recordAuthEvent } from "@/lib/auth/record-event";
import { readPolicy } from "@/lib/auth/sessions/read-policy";
import { startSession } from "@/lib/auth/sessions/start-session";
import { countAddress, forgiveAddress } from "@/lib/auth/sign-in/throttle";

/**
 * A passkey for a session: the key is held, and it verified its holder, which are two factors. Every failure is answered
 * alike, so that nothing is learned about a key that somebody else has.
 */
export async function signInWithPasskey(
  response: AuthenticationResponseJSON,
  { address, userAgent }: { address: string | null; userAgent: string | null },
): Promise<PasskeyAnswer> {
  const waitSeconds = address ? await withAuthDb((db) => countAddress(db, address)) : 0;
  if (waitSeconds > 0) return { outcome: "throttled", waitSeconds };
  return withAuthDb(async (db, executor) => {
    const challenge = await takeChallenge(db, response, "sign_in", null);
    const key = challenge === null ? undefined : await findPasskey(db, response);
    const usable = key && key.disabled_at === null && !(await isDisabled(db, key.user_id, "key"));
    const found =
      challenge !== null && usable
        ? await checkKey(db, key, response, { challenge, verifiedUser: true })
        : ("wrong" as const);
    const user = key ? { id: key.user_id, email: key.email, name: key.owner } : null;
    if (found === "regressed" && key && user) await tellRegressed({ db, executor }, user, key, address);
    if (found !== "right" || !user) {
      await recordAuthEvent(db, "session.refused", {
        outcome: "failed",
        user,
        address,
        detail: { with: "key" },
      });
      return {
        outcome: "refused",
        message: "This passkey was not accepted. Sign in with your e-mail address and password instead.",
      };
    }
    if (address) await forgiveAddress(db, address);
    const { absoluteHours } = await readPolicy(db, user.id);
    const started = await startSession(db, {
      userId: user.id,
      absoluteHours,
      proof: "key",
      complete: true,
      address,
      userAgent,
    });
    await recordAuthEvent(db, "session.started", {
      user,
      address,
      detail: { session: started.id, with: "key" },
    });
    return { outcome: "done", userId: user.id, secret: started.secret };
  });
}

/** The passkey a response says it is from, unless it names another owner. */
async function findPasskey(db: AuthDb, response: AuthenticationResponseJSON) {
  const key = await db
    .selectFrom("security_key as k")
    .innerJoin("app_user as u", "u.id", "k.user_id")
    .where("k.credential_id", "=", String(response.id))
    .where("k.passkey", "=", true)
    .select([
      "k.id",
      "k.name",
      "k.credential_id",
      "k.public_key",
      "k.user_id",
      "u.email",
      "u.name as owner",
      "u.disabled_at",
    ])
    .executeTakeFirst();
  if (!key) return undefined;
  const handle = response.response.userHandle;
  return !handle || Buffer.from(handle, "base64url").equals(userHandleOf(key.user_id)) ? key : undefined;
}
