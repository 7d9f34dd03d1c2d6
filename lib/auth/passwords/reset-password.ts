import "server-only";
import { withAuthDb } from "@/db/auth";
import { choosePassword } from "@/lib/auth/passwords/choose-password";
import type { PasswordRules } from "@/lib/auth/passwords/password-rules";
import { setPassword, untilSet } from "@/lib/auth/passwords/set-password";
import { readPasswords } from "@/lib/auth/passwords/store-password";
import { readPolicy } from "@/lib/auth/sessions/read-policy";
import { forgetFailures } from "@/lib/auth/sign-in/throttle";
import { hashToken } from "@/lib/auth/token";

export interface OpenReset {
  id: string;
  email: string;
  name: string;
  /** what the new password must be like */
  rules: PasswordRules;
}

/** Whose reset link this is, while it can be used. */
export function readReset(token: string): Promise<OpenReset | null> {
  return withAuthDb(async (db) => {
    const user = await db
      .selectFrom("password_reset as r")
      .innerJoin("app_user as u", "u.id", "r.user_id")
      .where("r.token_hash", "=", hashToken("password reset", token))
      .where("r.used_at", "is", null)
      .where("r.expires_at", ">", new Date())
      .where("u.disabled_at", "is", null)
      .select(["u.id", "u.email", "u.name"])
      .executeTakeFirst();
    if (!user) return null;
    const policy = await readPolicy(db, user.id);
    const about = { email: user.email, name: user.name, accounts: policy.accounts.map(({ name }) => name) };
    return { ...user, rules: { minimum: policy.passwordMinimum, about } };
  });
}

export type ResetAnswer = { outcome: "done" } | { outcome: "unusable" } | { outcome: "refused"; why: string };

/** Uses a reset link, once: of many at the same moment one succeeds. Signs nobody in. */
export const resetPassword = (
  token: string,
  password: string,
  address: string | null,
): Promise<ResetAnswer> => untilSet(() => tryToReset(token, password, address));

async function tryToReset(token: string, password: string, address: string | null): Promise<ResetAnswer> {
  const user = await readReset(token);
  if (!user) return { outcome: "unusable" };
  const { present, used } = await withAuthDb((db) => readPasswords(db, user.id));
  const judged = await choosePassword(password, user.rules, used);
  if ("why" in judged) return { outcome: "refused", why: judged.why };
  return withAuthDb(async (db, executor) => {
    const taken = await db
      .updateTable("password_reset")
      .set({ used_at: new Date() })
      .where("token_hash", "=", hashToken("password reset", token))
      .where("used_at", "is", null)
      .where("expires_at", ">", new Date())
      .returning("id")
      .executeTakeFirst();
    if (!taken) return { outcome: "unusable" };
    await setPassword({ db, executor }, user, {
      chosen: judged.chosen,
      instead: present,
      how: "password.reset",
      keepSession: null,
      address,
    });
    await forgetFailures(db, user.email);
    return { outcome: "done" };
  });
}
