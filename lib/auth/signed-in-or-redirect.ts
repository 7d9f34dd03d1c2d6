import "server-only";
import { currentSession } from "@/lib/auth/current-session";
import type { SignedIn } from "@/lib/auth/session";
import { toSignIn } from "@/lib/auth/to-sign-in";

/** For pages that belong to a person rather than to an account: who that is, or the way to the door. */
export async function signedInOrRedirect(): Promise<SignedIn> {
  const session = await currentSession();
  if (!session?.complete) return toSignIn();
  return session;
}
