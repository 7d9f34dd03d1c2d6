import "server-only";
import { withAuthDb } from "@/db/auth";
import type { PhoneChannel, SendAnswer } from "@/lib/auth/factors/answers";
import { assertEnrolling } from "@/lib/auth/factors/assert-stage";
import { issuePhoneCode } from "@/lib/auth/factors/issue-phone-code";
import { lockFactors } from "@/lib/auth/factors/lock-factors";
import { readPhoneNumber } from "@/lib/auth/factors/phone-number";
import { refuseKind } from "@/lib/auth/factors/refuse-kind";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { newId } from "@/lib/kernel/id";
import { seal, unseal } from "@/lib/kernel/sealed";

/** A code to a number that is nobody's factor until that code comes back. */
export async function startPhone(
  me: SignedIn,
  typed: { number: string; channel: PhoneChannel },
  address: string | null,
): Promise<SendAnswer> {
  assertEnrolling(me);
  return withAuthDb(async (db, executor) => {
    await lockFactors(db, me);
    const refused = await refuseKind(db, me, "phone");
    if (refused) return refused;
    const read = readPhoneNumber(typed.number);
    if ("why" in read) return { outcome: "refused", why: read.why, field: "number" };
    const { number } = read;
    const purpose = `phone:${me.userId}`;
    const had = await db
      .selectFrom("phone")
      .where("user_id", "=", me.userId)
      .select(["number", "verified_at"])
      .execute();
    if (had.some((phone) => phone.verified_at && unseal(purpose, phone.number) === number))
      return { outcome: "refused", why: "This number is one of yours already.", field: "number" };
    await db.deleteFrom("phone").where("user_id", "=", me.userId).where("verified_at", "is", null).execute();
    const phone = { id: newId(), number, lastDigits: number.slice(-2) };
    await db
      .insertInto("phone")
      .values({
        id: phone.id,
        user_id: me.userId,
        number: seal(purpose, number),
        last_digits: phone.lastDigits,
      })
      .execute();
    return issuePhoneCode({ db, executor }, me, phone, typed.channel, address);
  });
}
