import "server-only";
import { withAuthDb } from "@/db/auth";
import type { WaysToProve } from "@/lib/auth/factors/answers";
import { hintOf } from "@/lib/auth/factors/phone-number";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { usableFactors } from "@/lib/auth/sessions/waiting-for";
import { phoneAvailable } from "@/lib/phone/public";

/** What this person can show now, at the second step of signing in or to confirm who they are. */
export async function waysToProve(me: SignedIn): Promise<WaysToProve> {
  const usable = usableFactors(me.factors, me.policy);
  const [phones, unused] = await withAuthDb(async (db) => [
    await db
      .selectFrom("phone")
      .where("user_id", "=", me.userId)
      .where("verified_at", "is not", null)
      .select(["id", "last_digits"])
      .orderBy("created_at")
      .execute(),
    await db
      .selectFrom("recovery_code")
      .where("user_id", "=", me.userId)
      .where("used_at", "is", null)
      .select("user_id")
      .limit(1)
      .execute(),
  ]);
  return {
    password: me.factors.length === 0 && me.waitingFor !== "second_factor",
    app: usable.includes("app"),
    key: usable.includes("key"),
    phones:
      usable.includes("phone") && phoneAvailable()
        ? phones.map((phone) => ({ id: phone.id, hint: hintOf(phone.last_digits) }))
        : [],
    recovery: me.factors.length > 0 && unused.length > 0,
  };
}
