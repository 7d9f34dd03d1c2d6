import "server-only";
import { type AuthDb, withAuthDb } from "@/db/auth";
import type { SqlExecutor } from "@/db/queue-executor";
import type { ProofAnswer, Wrong } from "@/lib/auth/factors/answers";
import { countGuess, forgetGuesses, type GuessedKind } from "@/lib/auth/factors/count-guess";
import { sessionOver } from "@/lib/auth/factors/lock-factors";
import { tellRefused } from "@/lib/auth/factors/tell-refused";
import { recordAuthEvent } from "@/lib/auth/record-event";
import { renewSession } from "@/lib/auth/sessions/renew-session";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { usableFactors } from "@/lib/auth/sessions/waiting-for";

export type Check = "right" | Wrong | { outcome: "gone" };

/**
 * One attempt to show a second factor: counted first, then checked, and where it was right the session goes on under a new
 * secret, all in one transaction with whatever the check used up.
 */
export async function prove(
  me: SignedIn,
  kind: GuessedKind,
  address: string | null,
  check: (db: AuthDb, executor: SqlExecutor) => Promise<Check>,
): Promise<ProofAnswer> {
  if (me.factors.length === 0) return { outcome: "gone" };
  if (kind !== "recovery" && !usableFactors(me.factors, me.policy).includes(kind)) return { outcome: "gone" };
  const counted = await countGuess(me.userId, kind);
  if ("outcome" in counted) return counted;
  return withAuthDb(async (db, executor) => {
    const found = await check(db, executor);
    if (found !== "right") {
      if (found.outcome === "wrong")
        await tellRefused({ db, executor }, me, { kind, failures: counted.failures }, address);
      return found;
    }
    await forgetGuesses(db, me.userId, kind);
    const secret = await renewSession(db, me, { with: kind });
    if (secret === null) throw sessionOver();
    await recordAuthEvent(db, "session.confirmed", {
      user: { id: me.userId, name: me.name },
      address,
      detail: { with: kind, session: me.sessionId },
    });
    return { outcome: "done", secret };
  });
}
