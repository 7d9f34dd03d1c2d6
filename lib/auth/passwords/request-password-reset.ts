import "server-only";
import { withAuthDb } from "@/db/auth";
import { readEmail } from "@/lib/auth/email";
import { recordAuthEvent } from "@/lib/auth/record-event";
import { hashToken, newToken } from "@/lib/auth/token";
import { newId } from "@/lib/kernel/id";
import { passwordResetMail } from "@/lib/mail/password-reset";
import { enqueueIn } from "@/lib/operation/enqueue";

const VALID_FOR_MS = 30 * 60_000;
/** No more mails to one person within an hour, however often somebody asks. */
const MAILS_PER_HOUR = 3;

/** Mails a single-use link, if the address is somebody's. Says nothing about that, and changes nothing for the person. */
export async function requestPasswordReset(typed: unknown, address: string | null): Promise<void> {
  const email = readEmail(typed);
  if (email === null) return;
  await withAuthDb(async (db, executor) => {
    const user = await db
      .selectFrom("app_user")
      .where("email", "=", email)
      .where("disabled_at", "is", null)
      .select(["id", "email", "name"])
      .forUpdate()
      .executeTakeFirst();
    if (!user) return;
    const { recent } = await db
      .selectFrom("password_reset")
      .where("user_id", "=", user.id)
      .where("created_at", ">", new Date(Date.now() - 3_600_000))
      .select((eb) => eb.fn.countAll<number>().as("recent"))
      .executeTakeFirstOrThrow();
    if (recent >= MAILS_PER_HOUR) return;
    const token = newToken();
    await db
      .insertInto("password_reset")
      .values({
        id: newId(),
        token_hash: hashToken("password reset", token),
        user_id: user.id,
        expires_at: new Date(Date.now() + VALID_FOR_MS),
      })
      .execute();
    await enqueueIn(executor)("send-mail", passwordResetMail(user, token));
    await recordAuthEvent(db, "password.reset_requested", { user, address });
  });
}
