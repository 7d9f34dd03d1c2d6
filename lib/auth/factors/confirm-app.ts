import "server-only";
import type { EnrolAnswer } from "@/lib/auth/factors/answers";
import { enrol } from "@/lib/auth/factors/enrol";
import { readFactorName } from "@/lib/auth/factors/factor-name";
import { clockOffset, readCode, sayClock, stepOf } from "@/lib/auth/factors/totp";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { newId } from "@/lib/kernel/id";
import { unseal } from "@/lib/kernel/sealed";

const GUESSES = 10;

/** The waiting secret becomes a factor when a code from the app shows that it arrived there. That code is then used up. */
export async function confirmApp(
  me: SignedIn,
  typed: { name: string; code: string },
  address: string | null,
): Promise<EnrolAnswer> {
  const named = readFactorName(typed.name);
  if ("refused" in named) return named.refused;
  return enrol(me, "app", address, async (db) => {
    const pending = await db
      .updateTable("totp_enrolment")
      .set((eb) => ({ failures: eb("failures", "+", 1) }))
      .where("session_id", "=", me.sessionId)
      .where("user_id", "=", me.userId)
      .where("expires_at", ">", new Date())
      .where("failures", "<", GUESSES)
      .returning("secret")
      .executeTakeFirst();
    if (!pending) return { outcome: "expired" };
    const secret = unseal(`totp:${me.userId}`, pending.secret);
    const code = readCode(typed.code);
    const step = code === null ? null : stepOf(secret, code);
    if (code === null || step === null) {
      const offset = code === null ? null : clockOffset(secret, code);
      return {
        outcome: "wrong",
        message:
          code === null
            ? "Enter the six digits that the app shows."
            : "This is not the code that the app shows now. Wait for the next one and enter that.",
        ...(offset === null ? {} : { hint: sayClock(offset) }),
      };
    }
    await db.deleteFrom("totp_enrolment").where("session_id", "=", me.sessionId).execute();
    const id = newId();
    const now = new Date();
    await db
      .insertInto("totp_app")
      .values({
        id,
        user_id: me.userId,
        name: named.name,
        secret: pending.secret,
        last_step: step,
        last_used_at: now,
      })
      .execute();
    return { id, name: named.name };
  });
}
