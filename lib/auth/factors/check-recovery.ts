import "server-only";
import type { AuthDb } from "@/db/auth";
import type { Check } from "@/lib/auth/factors/prove";
import { hashRecoveryCode, readRecoveryCode } from "@/lib/auth/factors/recovery-codes";
import type { SignedIn } from "@/lib/auth/sessions/session";

/** Whether this is a recovery code of this person's that was not used before; it is used now. */
export async function checkRecovery(db: AuthDb, me: SignedIn, typed: string): Promise<Check> {
  const set = await db
    .selectFrom("recovery_set")
    .where("user_id", "=", me.userId)
    .select("salt")
    .executeTakeFirst();
  if (!set) return { outcome: "gone" };
  const code = readRecoveryCode(typed);
  if (code === null)
    return { outcome: "wrong", message: "A recovery code has 16 letters and digits: XXXX-XXXX-XXXX-XXXX." };
  const used = await db
    .updateTable("recovery_code")
    .set({ used_at: new Date() })
    .where("user_id", "=", me.userId)
    .where("hash", "=", await hashRecoveryCode(code, set.salt))
    .where("used_at", "is", null)
    .returning("used_at")
    .executeTakeFirst();
  return used
    ? "right"
    : { outcome: "wrong", message: "This is none of your recovery codes, or it was used already." };
}
