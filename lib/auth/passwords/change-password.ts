import "server-only";
import { withAuthDb } from "@/db/auth";
import { choosePassword } from "@/lib/auth/passwords/choose-password";
import { verifyPassword } from "@/lib/auth/passwords/hash-password";
import { ownPasswordRules } from "@/lib/auth/passwords/password-rules";
import { setPassword, untilSet } from "@/lib/auth/passwords/set-password";
import { readPasswords } from "@/lib/auth/passwords/store-password";
import { assertFresh } from "@/lib/auth/sessions/assert-fresh";
import { replaceSecret } from "@/lib/auth/sessions/replace-secret";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { countAttempt, forgive } from "@/lib/auth/sign-in/throttle";
import { CordonError } from "@/lib/kernel/errors";

export type ChangeAnswer =
  /** the session goes on under this new secret; the one before is dead */
  | { outcome: "done"; secret: string }
  | { outcome: "throttled"; waitSeconds: number }
  | { outcome: "wrong" }
  | { outcome: "refused"; why: string };

/**
 * A new password for the one who shows the old: a found session alone does not do, and the old password alone, without the
 * second factor just shown, does not either. Ends every other session, and copies of this one's cookie.
 */
export async function changePassword(
  me: SignedIn,
  passwords: { old: string; new: string },
  address: string | null,
): Promise<ChangeAnswer> {
  if (!me.complete)
    throw new CordonError("incomplete_sign_in", "Finish signing in, then change your password.");
  assertFresh(me);
  const attempt = { email: me.email, address };
  const waitSeconds = await countAttempt(attempt);
  if (waitSeconds > 0) return { outcome: "throttled", waitSeconds };
  const answer = await untilSet(() => tryToChange(me, passwords, address));
  if (answer.outcome !== "wrong") await forgive(attempt);
  return answer;
}

async function tryToChange(
  me: SignedIn,
  passwords: { old: string; new: string },
  address: string | null,
): Promise<ChangeAnswer> {
  const { present, used } = await withAuthDb((db) => readPasswords(db, me.userId));
  if (!(await verifyPassword(present, passwords.old))) return { outcome: "wrong" };
  const judged = await choosePassword(passwords.new, ownPasswordRules(me), used);
  if ("why" in judged) return { outcome: "refused", why: judged.why };
  const user = { id: me.userId, email: me.email, name: me.name };
  return withAuthDb(async (db, executor) => {
    await setPassword({ db, executor }, user, {
      chosen: judged.chosen,
      instead: present,
      how: "password.changed",
      keepSession: me.sessionId,
      address,
    });
    const secret = await replaceSecret(db, me.sessionId);
    if (secret === null) throw new CordonError("unauthenticated", "Your session is over. Sign in again.");
    return { outcome: "done", secret };
  });
}
