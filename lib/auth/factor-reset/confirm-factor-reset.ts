import "server-only";
import { type AuthDb, withAuthDb, writeOwnMembership } from "@/db/auth";
import { closeReset } from "@/lib/auth/factor-reset/close-reset";
import { bothEnabled, findReset } from "@/lib/auth/factor-reset/find-reset";
import { type OpenReset, readFactorReset } from "@/lib/auth/factor-reset/read-factor-reset";
import { removeAllFactors } from "@/lib/auth/factors/remove-all-factors";
import { recordInOwnAccounts } from "@/lib/auth/own/record-in-own-accounts";
import { verifyPassword } from "@/lib/auth/passwords/hash-password";
import { recordAuthEvent } from "@/lib/auth/record-event";
import { endSessions } from "@/lib/auth/sessions/end-session";
import { countAttempt, forgive } from "@/lib/auth/sign-in/throttle";
import { factorResetDecidedMail, factorResetDoneMail } from "@/lib/mail/factor-reset";
import { enqueueIn } from "@/lib/operation/enqueue";
import { lockAccess } from "@/lib/people/public";

export type ConfirmAnswer =
  | { outcome: "done" }
  | { outcome: "unusable" }
  | { outcome: "wrong" }
  /** the password came by mail itself, so that whoever reads the mail has both */
  | { outcome: "too_soon" }
  | { outcome: "throttled"; waitSeconds: number };

/**
 * The member confirms, with the link and a password that did not come by mail too: neither alone does it. All second factors go, all sessions end,
 * and nobody is signed in. Guesses are counted with those of the sign-in page.
 */
export async function confirmFactorReset(
  link: string,
  password: string,
  address: string | null,
): Promise<ConfirmAnswer> {
  const open = await readFactorReset(link);
  if (!open) return { outcome: "unusable" };
  const { userId, name } = open.reset;
  const user = await withAuthDb((db) =>
    db
      .selectFrom("app_user as u")
      .leftJoin("user_password as w", "w.user_id", "u.id")
      .where("u.id", "=", userId)
      .select(["u.email", "w.hash"])
      .executeTakeFirstOrThrow(),
  );
  const attempt = { email: user.email, address };
  const waitSeconds = await countAttempt(attempt);
  if (waitSeconds > 0) return { outcome: "throttled", waitSeconds };
  if (!(await verifyPassword(user.hash, password))) {
    await withAuthDb((db) =>
      recordAuthEvent(db, "factor.reset", { outcome: "failed", user: { id: userId, name }, address }),
    );
    return { outcome: "wrong" };
  }
  await forgive(attempt);
  if (await withAuthDb((db) => cameByMail(db, userId))) return { outcome: "too_soon" };
  if (!(await takeOff(open, address))) return { outcome: "unusable" };
  await recordInOwnAccounts(
    { userId, name },
    {
      operation: "factor.reset",
      action: "factor.reset",
      except: open.account.id,
      address,
      detail: { reason: "Asked for in another account, and confirmed by the person" },
    },
  );
  return { outcome: "done" };
}

/** For as long as a link for a reset is open, so that one and the same mailbox never gives both. */
async function cameByMail(db: AuthDb, userId: string): Promise<boolean> {
  const used = await db
    .selectFrom("password_reset")
    .where("user_id", "=", userId)
    .where("used_at", ">", new Date(Date.now() - 24 * 3_600_000))
    .select("id")
    .executeTakeFirst();
  return used !== undefined;
}

/** Undoes the closing when the person or who asked was disabled in this moment. */
class Disabled extends Error {}

/** The account's access is held meanwhile, so that who asked cannot lose the permission between the question and the deed. */
function takeOff({ link, account, reset: read }: OpenReset, address: string | null): Promise<boolean> {
  return writeOwnMembership(account.id, async (db) => {
    await lockAccess(db, account.id);
    const now = new Date();
    const reset = await findReset(db, account.id, link.token, now);
    if (!reset || reset.id !== read.id) return false;
    if (!(await closeReset(db, account.id, reset, { action: "factor.reset", address, now }))) return false;
    await withAuthDb(async (authDb, executor) => {
      if (!(await bothEnabled(authDb, reset))) throw new Disabled();
      const removed = await removeAllFactors(authDb, reset.userId);
      const sessionsEnded = await endSessions(authDb, reset.userId, { allBut: null }, "second factor reset");
      await recordAuthEvent(authDb, "factor.reset", {
        user: { id: reset.userId, name: reset.name },
        address,
        detail: { account: account.name, askedBy: reset.requester.name, removed, sessionsEnded },
      });
      const send = enqueueIn(executor);
      await send("send-mail", factorResetDoneMail(reset, account, { at: now, address }));
      await send("send-mail", factorResetDecidedMail(reset.requester, reset, account, "confirmed"));
    });
    return true;
  }).catch((error) => {
    if (error instanceof Disabled) return false;
    throw error;
  });
}
