import "server-only";
import type { AuthDb } from "@/db/auth";
import type { SqlExecutor } from "@/db/queue-executor";
import { recordAuthEvent } from "@/lib/auth/record-event";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { recoveryUsedMail } from "@/lib/mail/second-factor";
import { enqueueIn } from "@/lib/operation/enqueue";

/** A recovery code took the place of a factor: the log and its owner are told how many are left, which is returned. */
export async function tellRecoveryUsed(
  { db, executor }: { db: AuthDb; executor: SqlExecutor },
  me: SignedIn,
  address: string | null,
): Promise<number> {
  const unused = await db
    .selectFrom("recovery_code")
    .where("user_id", "=", me.userId)
    .where("used_at", "is", null)
    .select("user_id")
    .execute();
  const left = unused.length;
  await recordAuthEvent(db, "recovery.used", {
    user: { id: me.userId, name: me.name },
    address,
    detail: { left, session: me.sessionId },
  });
  await enqueueIn(executor)("send-mail", recoveryUsedMail(me, left, { at: new Date(), address }));
  return left;
}
