import "server-only";
import type { AuthDb } from "@/db/auth";
import type { SqlExecutor } from "@/db/queue-executor";
import type { PhoneChannel, SendAnswer } from "@/lib/auth/factors/answers";
import { countSend } from "@/lib/auth/factors/count-send";
import { hashPhoneCode, newPhoneCode, VALID_FOR_MS } from "@/lib/auth/factors/phone-code";
import { hintOf } from "@/lib/auth/factors/phone-number";
import { recordAuthEvent } from "@/lib/auth/record-event";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { newId } from "@/lib/kernel/id";
import { enqueueIn } from "@/lib/operation/enqueue";

/** A new code on its way to this phone, for this session; the one before is worth nothing. The owner is locked by the caller. */
export async function issuePhoneCode(
  { db, executor }: { db: AuthDb; executor: SqlExecutor },
  me: SignedIn,
  phone: { id: string; number: string; lastDigits: string },
  channel: PhoneChannel,
  address: string | null,
): Promise<SendAnswer> {
  const waitSeconds = await countSend(db, me.userId);
  if (waitSeconds > 0) return { outcome: "throttled", waitSeconds };
  const [id, code] = [newId(), newPhoneCode()];
  const expiresAt = new Date(Date.now() + VALID_FOR_MS);
  await db.deleteFrom("phone_code").where("session_id", "=", me.sessionId).execute();
  await db
    .insertInto("phone_code")
    .values({
      id,
      session_id: me.sessionId,
      user_id: me.userId,
      phone_id: phone.id,
      channel,
      hash: hashPhoneCode(id, code),
      expires_at: expiresAt,
    })
    .execute();
  await enqueueIn(executor)("send-phone-code", { codeId: id, to: phone.number, channel, code });
  const hint = hintOf(phone.lastDigits);
  await recordAuthEvent(db, "phone.code_sent", {
    user: { id: me.userId, name: me.name },
    address,
    detail: { channel, phone: hint, session: me.sessionId },
  });
  return { outcome: "sent", hint, expiresAt: expiresAt.toISOString() };
}
