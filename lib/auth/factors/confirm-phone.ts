import "server-only";
import type { EnrolAnswer } from "@/lib/auth/factors/answers";
import { enrol } from "@/lib/auth/factors/enrol";
import { hintOf } from "@/lib/auth/factors/phone-number";
import { takePhoneCode } from "@/lib/auth/factors/take-phone-code";
import type { SignedIn } from "@/lib/auth/sessions/session";

/** The number becomes a factor when the code that was sent to it comes back in the session that asked for it. */
export function confirmPhone(
  me: SignedIn,
  { code }: { code: string },
  address: string | null,
): Promise<EnrolAnswer> {
  return enrol(me, "phone", address, async (db) => {
    const taken = await takePhoneCode(db, me, code, "unverified");
    if (taken === null) return { outcome: "expired" };
    if ("outcome" in taken) return taken;
    const now = new Date();
    await db
      .updateTable("phone")
      .set({ verified_at: now, last_used_at: now })
      .where("id", "=", taken.phoneId)
      .execute();
    return { id: taken.phoneId, name: hintOf(taken.lastDigits) };
  });
}
