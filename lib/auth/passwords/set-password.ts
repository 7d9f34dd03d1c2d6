import "server-only";
import type { AuthDb } from "@/db/auth";
import type { SqlExecutor } from "@/db/queue-executor";
import { endSessions } from "@/lib/auth/end-session";
import { recordAuthEvent } from "@/lib/auth/record-event";
import { passwordChangedMail } from "@/lib/mail/password-changed";
import { enqueueIn } from "@/lib/operation/enqueue";

/** Puts a new password in place, voids every reset link, ends sessions, and tells its owner by mail. */
export async function setPassword(
  { db, executor }: { db: AuthDb; executor: SqlExecutor },
  user: { id: string; email: string; name: string },
  change: {
    hash: string;
    how: "password.reset" | "password.changed";
    keepSession: string | null;
    address: string | null;
  },
): Promise<void> {
  const now = new Date();
  const { hash } = change;
  await db
    .insertInto("user_password")
    .values({ user_id: user.id, hash, changed_at: now })
    .onConflict((conflict) => conflict.column("user_id").doUpdateSet({ hash, changed_at: now }))
    .execute();
  await db
    .updateTable("password_reset")
    .set({ used_at: now })
    .where("user_id", "=", user.id)
    .where("used_at", "is", null)
    .execute();
  const reason = change.how === "password.reset" ? "password reset" : "password changed";
  const ended = await endSessions(db, user.id, { allBut: change.keepSession }, reason);
  await recordAuthEvent(db, change.how, { user, address: change.address, detail: { sessionsEnded: ended } });
  await enqueueIn(executor)("send-mail", passwordChangedMail(user, { at: now, address: change.address }));
}
