import "server-only";
import { timingSafeEqual } from "node:crypto";
import type { AuthDb } from "@/db/auth";
import type { Wrong } from "@/lib/auth/factors/answers";
import { GUESSES, hashPhoneCode } from "@/lib/auth/factors/phone-code";
import { readCode } from "@/lib/auth/factors/totp";
import type { SignedIn } from "@/lib/auth/sessions/session";

/**
 * The phone that this session's open code was sent to, if this is the code: used up then. A code sent to a number that is
 * not verified yet proves the number and nobody, and the other way round. Each guess is counted before it is compared.
 */
export async function takePhoneCode(
  db: AuthDb,
  me: SignedIn,
  typed: string,
  phone: "verified" | "unverified",
): Promise<{ phoneId: string; lastDigits: string } | Wrong | null> {
  const sent = await db
    .selectFrom("phone_code as c")
    .innerJoin("phone as p", "p.id", "c.phone_id")
    .where("c.session_id", "=", me.sessionId)
    .where("c.user_id", "=", me.userId)
    .where("p.user_id", "=", me.userId)
    .where("p.verified_at", phone === "verified" ? "is not" : "is", null)
    .select(["c.id", "c.hash", "p.id as phoneId", "p.last_digits as lastDigits"])
    .executeTakeFirst();
  if (!sent) return null;
  const counted = await db
    .updateTable("phone_code")
    .set((eb) => ({ guesses: eb("guesses", "+", 1) }))
    .where("id", "=", sent.id)
    .where("guesses", "<", GUESSES)
    .where("expires_at", ">", new Date())
    .returning("guesses")
    .executeTakeFirst();
  if (!counted) return null;
  const code = readCode(typed);
  if (code === null || !timingSafeEqual(hashPhoneCode(sent.id, code), sent.hash))
    return {
      outcome: "wrong",
      message:
        counted.guesses < GUESSES
          ? "This is not the code that was sent last."
          : "This is not the code that was sent last, and it opens nothing any more. Ask for a new one.",
    };
  await db.deleteFrom("phone_code").where("id", "=", sent.id).execute();
  return { phoneId: sent.phoneId, lastDigits: sent.lastDigits };
}
