import "server-only";
import { readInvitingAccount, withAuthDb } from "@/db/auth";
import { bothEnabled, findReset, type WaitingReset } from "@/lib/auth/factor-reset/find-reset";
import { readLink } from "@/lib/auth/invitations/read-invitation";

export interface OpenReset {
  link: { accountId: string; token: string };
  account: { id: string; name: string };
  reset: WaitingReset;
}

/** The reset behind a mailed link while it can be confirmed. Why it cannot is not told apart. */
export async function readFactorReset(link: string): Promise<OpenReset | null> {
  const read = readLink(link);
  if (!read) return null;
  const reset = await readInvitingAccount(read.accountId, (db) =>
    findReset(db, read.accountId, read.token, new Date()),
  );
  if (!reset) return null;
  return withAuthDb(async (db) => {
    if (!(await bothEnabled(db, reset))) return null;
    const account = await db
      .selectFrom("account")
      .where("id", "=", read.accountId)
      .select(["id", "name"])
      .executeTakeFirstOrThrow();
    return { link: read, account, reset };
  });
}
