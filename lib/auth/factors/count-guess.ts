import "server-only";
import { type AuthDb, withAuthDb } from "@/db/auth";
import type { FactorKind } from "@/lib/access/proof";
import type { Held } from "@/lib/auth/factors/answers";
import { countFailure } from "@/lib/auth/sign-in/count-failure";

export type GuessedKind = FactorKind | "recovery";

/** NIST SP 800-63B-4, 3.2.2. */
export const DISABLED_AFTER = 100;

/** With waits of 30, 60, 120, 240 and 480 s after the sixth failure, at most ten guesses are checked in a quarter of an hour. */
const rule = { free: 6, forgottenAfter: null, disabledAfter: DISABLED_AFTER };

const subjectOf = (userId: string, kind: GuessedKind) => `factor:${kind}:${userId}`;

/** Counts a guess before it is checked, per person and kind: no session, browser or address has a count of its own. */
export async function countGuess(userId: string, kind: GuessedKind): Promise<Held | { failures: number }> {
  const counted = await withAuthDb((db) => countFailure(db, subjectOf(userId, kind), rule));
  if (!counted.held) return { failures: counted.failures };
  return counted.disabled
    ? { outcome: "disabled" }
    : { outcome: "throttled", waitSeconds: counted.waitSeconds };
}

/** The count starts again: after a success, and when factors of the kind were set up or removed. */
export async function forgetGuesses(db: AuthDb, userId: string, kind: GuessedKind): Promise<void> {
  await db.deleteFrom("sign_in_throttle").where("subject", "=", subjectOf(userId, kind)).execute();
}

/** Whether factors of this kind prove nothing any more, after too many failures in a row. */
export async function isDisabled(db: AuthDb, userId: string, kind: GuessedKind): Promise<boolean> {
  const state = await db
    .selectFrom("sign_in_throttle")
    .where("subject", "=", subjectOf(userId, kind))
    .where("failures", ">=", DISABLED_AFTER)
    .select("subject")
    .executeTakeFirst();
  return state !== undefined;
}
