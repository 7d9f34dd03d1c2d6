import "server-only";
import { currentSession } from "@/lib/auth/sessions/current-session";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { toSignIn } from "@/lib/auth/sessions/to-sign-in";

/** For pages that belong to a person rather than to an account: who that is, or the way to the door. */
export async function signedInOrRedirect(): Promise<SignedIn> {
  const session = await currentSession();
  if (!session?.complete) return toSignIn();
  return session;
}
