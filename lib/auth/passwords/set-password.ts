import "server-only";
import type { AuthDb } from "@/db/auth";
import type { SqlExecutor } from "@/db/queue-executor";
import type { ChosenPassword } from "@/lib/auth/passwords/choose-password";
import { storePassword } from "@/lib/auth/passwords/store-password";
import { recordAuthEvent } from "@/lib/auth/record-event";
import { endSessions } from "@/lib/auth/sessions/end-session";
import { passwordChangedMail } from "@/lib/mail/password-changed";
import { enqueueIn } from "@/lib/operation/enqueue";

/** Undoes what was begun: between the judging and the setting somebody else set another password. */
export class SetMeanwhile extends Error {}

/** Puts a new password in place, voids every reset link, ends sessions, and tells its owner by mail. */
export async function setPassword(
  { db, executor }: { db: AuthDb; executor: SqlExecutor },
  user: { id: string; email: string; name: string },
  change: {
    chosen: ChosenPassword;
    /** the hash it was judged beside */
    instead: string | null;
    how: "password.reset" | "password.changed";
    keepSession: string | null;
    address: string | null;
  },
): Promise<void> {
  if (!(await storePassword(db, user.id, change.chosen, change.instead))) throw new SetMeanwhile();
  const now = new Date();
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

/** Begins anew with what is stored now, when it changed meanwhile. Each round somebody's password is set, so rounds are few. */
export async function untilSet<Answer>(attempt: () => Promise<Answer>): Promise<Answer> {
  for (let round = 1; ; round += 1)
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof SetMeanwhile) || round === 5) throw error;
    }
}
