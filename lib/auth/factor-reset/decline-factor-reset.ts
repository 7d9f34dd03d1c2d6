import "server-only";
import { withAuthDb, writeOwnMembership } from "@/db/auth";
import { closeReset } from "@/lib/auth/factor-reset/close-reset";
import { readFactorReset } from "@/lib/auth/factor-reset/read-factor-reset";
import { recordAuthEvent } from "@/lib/auth/record-event";
import { factorResetDecidedMail } from "@/lib/mail/factor-reset";
import { enqueueIn } from "@/lib/operation/enqueue";

/** "I did not ask for this": the link is worthless from now on, nothing was changed, and who asked is told. False: it was already. */
export async function declineFactorReset(link: string, address: string | null): Promise<boolean> {
  const open = await readFactorReset(link);
  if (!open) return false;
  const { account, reset } = open;
  return writeOwnMembership(account.id, async (db) => {
    const how = { action: "factor.reset_declined", address, now: new Date() } as const;
    if (!(await closeReset(db, account.id, reset, how))) return false;
    await withAuthDb(async (authDb, executor) => {
      await recordAuthEvent(authDb, "factor.reset_declined", {
        user: { id: reset.userId, name: reset.name },
        address,
        detail: { account: account.name, askedBy: reset.requester.name },
      });
      await enqueueIn(executor)(
        "send-mail",
        factorResetDecidedMail(reset.requester, reset, account, "declined"),
      );
    });
    return true;
  });
}
