import "server-only";
import { type AuthDb, withAuthDb } from "@/db/auth";
import type { FactorKind } from "@/lib/access/proof";
import type { EnrolAnswer } from "@/lib/auth/factors/answers";
import { assertEnrolling } from "@/lib/auth/factors/assert-stage";
import { finishEnrolment } from "@/lib/auth/factors/finish-enrolment";
import { lockFactors } from "@/lib/auth/factors/lock-factors";
import { refuseKind } from "@/lib/auth/factors/refuse-kind";
import { recordInOwnAccounts } from "@/lib/auth/own/record-in-own-accounts";
import type { SignedIn } from "@/lib/auth/sessions/session";

/**
 * Puts a factor in place once what was shown proves it. The work does that in the transaction given to it, and returns
 * the factor, or why there is none.
 */
export async function enrol(
  me: SignedIn,
  kind: FactorKind,
  address: string | null,
  work: (db: AuthDb) => Promise<{ id: string; name: string } | EnrolAnswer>,
): Promise<EnrolAnswer> {
  assertEnrolling(me);
  const enrolled = await withAuthDb(async (db, executor) => {
    const before = await lockFactors(db, me);
    const refused = await refuseKind(db, me, kind);
    if (refused) return { answer: refused };
    const factor = await work(db);
    if ("outcome" in factor) return { answer: factor };
    const answer = await finishEnrolment(
      { db, executor },
      me,
      { kind, ...factor },
      { first: before.length === 0, address },
    );
    return { answer, name: factor.name };
  });
  if (enrolled.name !== undefined)
    await recordInOwnAccounts(me, {
      operation: "factor.enrol",
      action: "factor.enrolled",
      address,
      detail: { kind, name: enrolled.name },
    });
  return enrolled.answer;
}
