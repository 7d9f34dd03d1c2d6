import "server-only";
import type { AuthDb } from "@/db/auth";
import type { SqlExecutor } from "@/db/queue-executor";
import type { FactorKind } from "@/lib/access/proof";
import type { EnrolAnswer } from "@/lib/auth/factors/answers";
import { forgetGuesses } from "@/lib/auth/factors/count-guess";
import { sessionOver } from "@/lib/auth/factors/lock-factors";
import { recordAuthEvent } from "@/lib/auth/record-event";
import { renewSession } from "@/lib/auth/sessions/renew-session";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { factorEnrolledMail } from "@/lib/mail/second-factor";
import { enqueueIn } from "@/lib/operation/enqueue";

/** A factor was put in place, and showed itself in doing so: the session goes on as proven with it, and its owner is told. */
export async function finishEnrolment(
  { db, executor }: { db: AuthDb; executor: SqlExecutor },
  me: SignedIn,
  factor: { kind: FactorKind; id: string; name: string },
  { first, address }: { first: boolean; address: string | null },
): Promise<EnrolAnswer> {
  const { kind, id, name } = factor;
  await forgetGuesses(db, me.userId, kind);
  const secret = await renewSession(db, me, { with: kind });
  if (secret === null) throw sessionOver();
  const user = { id: me.userId, name: me.name };
  await recordAuthEvent(db, "factor.enrolled", { user, address, detail: { kind, name, factor: id } });
  await enqueueIn(executor)("send-mail", factorEnrolledMail(me, { kind, name }, { at: new Date(), address }));
  return { outcome: "done", id, first, secret };
}
