import "server-only";
import type { AuthDb } from "@/db/auth";
import type { SqlExecutor } from "@/db/queue-executor";
import { DISABLED_AFTER, type GuessedKind } from "@/lib/auth/factors/count-guess";
import { recordAuthEvent } from "@/lib/auth/record-event";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { factorDisabledMail, factorRefusedMail } from "@/lib/mail/second-factor";
import { enqueueIn } from "@/lib/operation/enqueue";

/** At the first failure of a row, when waiting begins, and then rarely: the mailbox is not what is guessed at. */
const worthAMail = (failures: number) => failures === 1 || failures === 6 || failures % 25 === 0;

/** A wrong second factor after the right password: in the log each time, by mail where it tells its owner something new. */
export async function tellRefused(
  { db, executor }: { db: AuthDb; executor: SqlExecutor },
  me: SignedIn,
  tried: { kind: GuessedKind; failures: number },
  address: string | null,
): Promise<void> {
  const user = { id: me.userId, name: me.name };
  const detail = { kind: tried.kind, failures: tried.failures, session: me.sessionId };
  const notes = { at: new Date(), address };
  await recordAuthEvent(db, "factor.refused", { outcome: "failed", user, address, detail });
  if (tried.failures >= DISABLED_AFTER) {
    await recordAuthEvent(db, "factor.disabled", { user, address, detail });
    await enqueueIn(executor)("send-mail", factorDisabledMail(me, tried.kind, notes));
  } else if (worthAMail(tried.failures))
    await enqueueIn(executor)("send-mail", factorRefusedMail(me, tried, notes));
}
