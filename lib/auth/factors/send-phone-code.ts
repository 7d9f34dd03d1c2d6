import "server-only";
import { withAuthDb } from "@/db/auth";
import type { PhoneChannel, SendAnswer } from "@/lib/auth/factors/answers";
import { issuePhoneCode } from "@/lib/auth/factors/issue-phone-code";
import { lockOwner } from "@/lib/auth/factors/lock-factors";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { usableFactors } from "@/lib/auth/sessions/waiting-for";
import { unseal } from "@/lib/kernel/sealed";
import { phoneAvailable } from "@/lib/phone/public";

/** A code to one of this person's phones, to prove who they are in this session. */
export async function sendPhoneCode(
  me: SignedIn,
  { phoneId, channel }: { phoneId: string; channel: PhoneChannel },
  address: string | null,
): Promise<SendAnswer> {
  return withAuthDb(async (db, executor) => {
    const kinds = await lockOwner(db, me);
    if (!usableFactors(kinds, me.policy).includes("phone")) return { outcome: "gone" };
    if (!phoneAvailable())
      return { outcome: "refused", why: "Codes cannot be sent to phones here: no phone service is set up." };
    const phone = await db
      .selectFrom("phone")
      .where("id", "=", phoneId)
      .where("user_id", "=", me.userId)
      .where("verified_at", "is not", null)
      .select(["id", "number", "last_digits as lastDigits"])
      .executeTakeFirst();
    if (!phone) return { outcome: "gone" };
    const number = unseal(`phone:${me.userId}`, phone.number);
    return issuePhoneCode({ db, executor }, me, { ...phone, number }, channel, address);
  });
}
