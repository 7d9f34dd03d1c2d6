import "server-only";
import { sql } from "kysely";
import { type AuthDb, withAuthDb } from "@/db/auth";
import type { FactorKind } from "@/lib/access/proof";
import type { ChangeFactorAnswer } from "@/lib/auth/factors/answers";
import { assertManaging } from "@/lib/auth/factors/assert-stage";
import { forgetGuesses } from "@/lib/auth/factors/count-guess";
import { factorTable } from "@/lib/auth/factors/factor-table";
import { lockFactors } from "@/lib/auth/factors/lock-factors";
import { hintOf } from "@/lib/auth/factors/phone-number";
import { recordInOwnAccounts } from "@/lib/auth/own/record-in-own-accounts";
import { recordAuthEvent } from "@/lib/auth/record-event";
import { endSessions } from "@/lib/auth/sessions/end-session";
import { factorsOf } from "@/lib/auth/sessions/read-session";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { factorRemovedMail } from "@/lib/mail/second-factor";
import { enqueueIn } from "@/lib/operation/enqueue";

/** Takes one's own factor off, and ends the other sessions. The last one that counts stays while an account requires one. */
export async function removeFactor(
  me: SignedIn,
  kind: FactorKind,
  id: string,
  address: string | null,
): Promise<ChangeFactorAnswer> {
  assertManaging(me);
  const { answer, name } = await withAuthDb(async (db, executor) => {
    await lockFactors(db, me);
    if (await isLastRequired(db, me, kind, id)) return { answer: required };
    const removed = await take(db, me.userId, kind, id);
    if (removed === null) return { answer: { outcome: "gone" } as const };
    if ((await kindsOf(db, me.userId)).length === 0)
      await db.deleteFrom("recovery_set").where("user_id", "=", me.userId).execute();
    await forgetGuesses(db, me.userId, kind);
    const ended = await endSessions(db, me.userId, { allBut: me.sessionId }, "second factor removed");
    await recordAuthEvent(db, "factor.removed", {
      user: { id: me.userId, name: me.name },
      address,
      detail: { kind, name: removed, factor: id, sessionsEnded: ended },
    });
    const mail = factorRemovedMail(me, { kind, name: removed }, { at: new Date(), address });
    await enqueueIn(executor)("send-mail", mail);
    return { answer: { outcome: "done" } as const, name: removed };
  });
  if (name !== undefined)
    await recordInOwnAccounts(me, {
      operation: "factor.remove",
      action: "factor.removed",
      address,
      detail: { kind, name },
    });
  return answer;
}

const required = {
  outcome: "refused",
  why: "An account of yours requires a second factor, and this is your last one that it allows. Set up another one first.",
} as const;

/** Whether without this one no factor is left that counts, while one is required now. */
async function isLastRequired(db: AuthDb, me: SignedIn, kind: FactorKind, id: string): Promise<boolean> {
  const { requiredFrom, kinds } = me.policy;
  if (requiredFrom === null || requiredFrom > new Date() || !kinds.includes(kind)) return false;
  const others = (await kindsOf(db, me.userId)).filter((each) => each !== kind && kinds.includes(each));
  if (others.length > 0) return false;
  const another = await db
    .selectFrom(factorTable[kind])
    .where("user_id", "=", me.userId)
    .where("id", "<>", id)
    .$if(kind === "phone", (phones) => phones.where(sql<boolean>`verified_at is not null`))
    .select("id")
    .executeTakeFirst();
  return another === undefined;
}

async function kindsOf(db: AuthDb, userId: string): Promise<readonly FactorKind[]> {
  const { kinds } = await db
    .selectFrom("app_user as u")
    .where("u.id", "=", userId)
    .select(factorsOf(sql.ref("u.id")).as("kinds"))
    .executeTakeFirstOrThrow();
  return kinds;
}

/** Deletes it, and returns what it was called; null when it is not this person's. */
async function take(db: AuthDb, userId: string, kind: FactorKind, id: string): Promise<string | null> {
  if (kind === "phone") {
    const phone = await db
      .deleteFrom("phone")
      .where("id", "=", id)
      .where("user_id", "=", userId)
      .where("verified_at", "is not", null)
      .returning("last_digits")
      .executeTakeFirst();
    return phone ? hintOf(phone.last_digits) : null;
  }
  const removed = await db
    .deleteFrom(factorTable[kind])
    .where("id", "=", id)
    .where("user_id", "=", userId)
    .returning("name")
    .executeTakeFirst();
  return removed?.name ?? null;
}
