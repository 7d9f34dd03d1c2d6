import "server-only";
import { withAuthDb } from "@/db/auth";
import type { ProofAnswer } from "@/lib/auth/factors/answers";
import { lockOwner, sessionOver } from "@/lib/auth/factors/lock-factors";
import { verifyPassword } from "@/lib/auth/passwords/hash-password";
import { recordAuthEvent } from "@/lib/auth/record-event";
import { renewSession } from "@/lib/auth/sessions/renew-session";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { countAttempt, forgive } from "@/lib/auth/sign-in/throttle";

/** The password once more, from somebody who has nothing else yet. It stands in for no second factor, and completes no session. */
export async function proveWithPassword(
  me: SignedIn,
  password: string,
  address: string | null,
): Promise<ProofAnswer> {
  if (me.factors.length > 0 || me.waitingFor === "second_factor") return { outcome: "gone" };
  const attempt = { email: me.email, address };
  const waitSeconds = await countAttempt(attempt);
  if (waitSeconds > 0) return { outcome: "throttled", waitSeconds };
  const stored = await withAuthDb((db) =>
    db.selectFrom("user_password").where("user_id", "=", me.userId).select("hash").executeTakeFirst(),
  );
  const user = { id: me.userId, name: me.name };
  if (!(await verifyPassword(stored?.hash ?? null, password))) {
    const detail = { kind: "password", session: me.sessionId };
    await withAuthDb((db) =>
      recordAuthEvent(db, "factor.refused", { outcome: "failed", user, address, detail }),
    );
    return { outcome: "wrong", message: "This is not your password." };
  }
  await forgive(attempt);
  return withAuthDb(async (db) => {
    // a factor that was set up meanwhile is what must be shown now
    if ((await lockOwner(db, me)).length > 0) return { outcome: "gone" };
    const secret = await renewSession(db, me, { with: "password" });
    if (secret === null) throw sessionOver();
    const detail = { with: "password", session: me.sessionId };
    await recordAuthEvent(db, "session.confirmed", { user, address, detail });
    return { outcome: "done", secret };
  });
}
