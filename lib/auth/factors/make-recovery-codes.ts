import "server-only";
import { randomBytes } from "node:crypto";
import { withAuthDb } from "@/db/auth";
import { assertManaging } from "@/lib/auth/factors/assert-stage";
import { forgetGuesses } from "@/lib/auth/factors/count-guess";
import { lockFactors } from "@/lib/auth/factors/lock-factors";
import { hashRecoveryCode, newRecoveryCodes } from "@/lib/auth/factors/recovery-codes";
import { recordInOwnAccounts } from "@/lib/auth/own/record-in-own-accounts";
import { recordAuthEvent } from "@/lib/auth/record-event";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { conflict } from "@/lib/kernel/errors";
import { recoveryMadeMail } from "@/lib/mail/second-factor";
import { enqueueIn } from "@/lib/operation/enqueue";

/** Ten codes that each stand in once for a lost factor. They are readable here and never again; earlier ones are void. */
export async function makeRecoveryCodes(me: SignedIn, address: string | null): Promise<string[]> {
  assertManaging(me);
  const codes = newRecoveryCodes();
  const salt = randomBytes(16);
  const hashes = await Promise.all(codes.map((code) => hashRecoveryCode(code, salt)));
  await withAuthDb(async (db, executor) => {
    const kinds = await lockFactors(db, me);
    if (kinds.length === 0)
      throw conflict("Set up a second factor first: recovery codes stand in for one that is lost.");
    await db.deleteFrom("recovery_set").where("user_id", "=", me.userId).execute();
    await db.insertInto("recovery_set").values({ user_id: me.userId, salt }).execute();
    await db
      .insertInto("recovery_code")
      .values(hashes.map((hash) => ({ user_id: me.userId, hash })))
      .execute();
    await forgetGuesses(db, me.userId, "recovery");
    const user = { id: me.userId, name: me.name };
    await recordAuthEvent(db, "recovery.made", { user, address, detail: { count: codes.length } });
    await enqueueIn(executor)("send-mail", recoveryMadeMail(me, { at: new Date(), address }));
  });
  await recordInOwnAccounts(me, {
    operation: "recovery.make",
    action: "recovery.made",
    address,
    detail: { count: codes.length },
  });
  return codes;
}
