import "server-only";
import { hashPassword, verifyPassword } from "@/lib/auth/passwords/hash-password";
import type { PasswordRules } from "@/lib/auth/passwords/password-rules";
import { refusePassword } from "@/lib/auth/passwords/refuse-password";

declare const judged: unique symbol;

/** The hash of a password that was judged. Only choosePassword makes one, and nothing else can be stored. */
export interface ChosenPassword {
  readonly hash: string;
  readonly [judged]: true;
}

/** Judges a new password by every rule there is, on whichever road it comes, and hashes it. */
export async function choosePassword(
  typed: string,
  rules: PasswordRules,
  /** hashes of the present one and those before it, which may not come back */
  used: readonly string[],
): Promise<{ chosen: ChosenPassword } | { why: string }> {
  const why = await refusePassword(typed, rules);
  if (why) return { why };
  // one after the other: each takes 19 MiB for its time
  for (const [index, hash] of used.entries())
    if (await verifyPassword(hash, typed))
      return {
        why:
          index === 0
            ? "This is your present password. Choose one that you have not used."
            : "You have used this password before. Choose one that you have not used.",
      };
  return { chosen: { hash: await hashPassword(typed) } as ChosenPassword };
}
