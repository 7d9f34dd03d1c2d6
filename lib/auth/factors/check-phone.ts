import "server-only";
import type { AuthDb } from "@/db/auth";
import type { Check } from "@/lib/auth/factors/prove";
import { takePhoneCode } from "@/lib/auth/factors/take-phone-code";
import type { SignedIn } from "@/lib/auth/sessions/session";

/** Whether this is the code that was sent to one of this person's phones for this session. */
export async function checkPhone(db: AuthDb, me: SignedIn, typed: string): Promise<Check> {
  const taken = await takePhoneCode(db, me, typed, "verified");
  if (taken === null) return { outcome: "gone" };
  if ("outcome" in taken) return taken;
  await db.updateTable("phone").set({ last_used_at: new Date() }).where("id", "=", taken.phoneId).execute();
  return "right";
}
