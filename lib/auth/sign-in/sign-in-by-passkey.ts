import "server-only";
import { headers } from "next/headers";
import { withAuthDb } from "@/db/auth";
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@/lib/auth/factors/answers";
import { signInWithPasskey } from "@/lib/auth/factors/sign-in-with-passkey";
import { startPasskeySignIn } from "@/lib/auth/factors/start-passkey-sign-in";
import type { FormState } from "@/lib/auth/form-state";
import { type OwnResult, ownResult } from "@/lib/auth/own/own-result";
import { currentSession } from "@/lib/auth/sessions/current-session";
import { endSessions } from "@/lib/auth/sessions/end-session";
import { setSessionCookie } from "@/lib/auth/sessions/set-session-cookie";
import { clientAddress } from "@/lib/auth/sign-in/client-address";
import { sayWait } from "@/lib/auth/sign-in/say-wait";

export const startPasskey = (): Promise<OwnResult<PublicKeyCredentialRequestOptionsJSON>> =>
  ownResult(() => startPasskeySignIn());

/** Signs in with a passkey alone and sets the cookie, or says why not. */
export async function signInByPasskey(response: AuthenticationResponseJSON): Promise<FormState> {
  const before = await currentSession();
  const userAgent = (await headers()).get("user-agent");
  const answer = await signInWithPasskey(response, { address: await clientAddress(), userAgent });
  if (answer.outcome === "refused") return { message: answer.message };
  if (answer.outcome === "throttled")
    return {
      message: `Too many attempts did not succeed. Wait ${sayWait(answer.waitSeconds)}, then try again.`,
    };
  await setSessionCookie(answer.secret);
  if (before)
    await withAuthDb((db) => endSessions(db, before.userId, { only: before.sessionId }, "signed in anew"));
  return { done: true };
}
