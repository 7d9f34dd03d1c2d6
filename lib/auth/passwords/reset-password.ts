import "server-only";
import { withAuthDb } from "@/db/auth";
import { hashPassword, refusePassword } from "@/lib/auth/passwords/hash-password";
import { setPassword } from "@/lib/auth/passwords/set-password";
import { forgetFailures } from "@/lib/auth/throttle";
import { hashToken } from "@/lib/auth/token";

/** Whose reset link this is, while it can be used. */
export function readReset(token: string): Promise<{ id: string; email: string; name: string } | null> {
  return withAuthDb(
    async (db) =>
      (await db
        .selectFrom("password_reset as r")
        .innerJoin("app_user as u", "u.id", "r.user_id")
        .where("r.token_hash", "=", hashToken("password reset", token))
        .where("r.used_at", "is", null)
        .where("r.expires_at", ">", new Date())
        .where("u.disabled_at", "is", null)
        .select(["u.id", "u.email", "u.name"])
        .executeTakeFirst()) ?? null,
  );
}

export type ResetAnswer = { outcome: "done" } | { outcome: "unusable" } | { outcome: "refused"; why: string };

/** Uses a reset link, once: of many at the same moment one succeeds. Signs nobody in. */
export async function resetPassword(
  token: string,
  password: string,
  address: string | null,
): Promise<ResetAnswer> {
  const user = await readReset(token);
  if (!user) return { outcome: "unusable" };
  const why = refusePassword(password, user);
  if (why) return { outcome: "refused", why };
  const hash = await hashPassword(password);
  return withAuthDb(async (db, executor) => {
    const used = await db
      .updateTable("password_reset")
      .set({ used_at: new Date() })
      .where("token_hash", "=", hashToken("password reset", token))
      .where("used_at", "is", null)
      .where("expires_at", ">", new Date())
      .returning("id")
      .executeTakeFirst();
    if (!used) return { outcome: "unusable" };
    await setPassword({ db, executor }, user, { hash, how: "password.reset", keepSession: null, address });
    await forgetFailures(db, user.email);
    return { outcome: "done" };
  });
}
