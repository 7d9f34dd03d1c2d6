import "server-only";
import { withAuthDb } from "@/db/auth";
import { hashPassword, refusePassword, verifyPassword } from "@/lib/auth/passwords/hash-password";
import { setPassword } from "@/lib/auth/passwords/set-password";
import type { SignedIn } from "@/lib/auth/session";
import { countAttempt, forgive } from "@/lib/auth/throttle";

export type ChangeAnswer =
  | { outcome: "done" }
  | { outcome: "throttled"; waitSeconds: number }
  | { outcome: "wrong" }
  | { outcome: "refused"; why: string };

/** A new password for the one who shows the old: a found session alone does not do. Ends every other session. */
export async function changePassword(
  me: SignedIn,
  passwords: { old: string; new: string },
  address: string | null,
): Promise<ChangeAnswer> {
  const attempt = { email: me.email, address };
  const waitSeconds = await countAttempt(attempt);
  if (waitSeconds > 0) return { outcome: "throttled", waitSeconds };
  const stored = await withAuthDb((db) =>
    db.selectFrom("user_password").where("user_id", "=", me.userId).select("hash").executeTakeFirst(),
  );
  if (!(await verifyPassword(stored?.hash ?? null, passwords.old))) return { outcome: "wrong" };
  await forgive(attempt);
  const why =
    passwords.new === passwords.old ? "This is your present password." : refusePassword(passwords.new, me);
  if (why) return { outcome: "refused", why };
  const hash = await hashPassword(passwords.new);
  await withAuthDb((db, executor) =>
    setPassword(
      { db, executor },
      { id: me.userId, email: me.email, name: me.name },
      {
        hash,
        how: "password.changed",
        keepSession: me.sessionId,
        address,
      },
    ),
  );
  return { outcome: "done" };
}
