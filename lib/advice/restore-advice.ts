import { z } from "zod";
import { nameSubject, subjectInput, subjectOf } from "@/lib/advice/advice-subject";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";

/** Takes a finding up again before its time. */
export const restoreAdvice = command({
  name: "advice.restore",
  permission: "grant.manage",
  input: z.object(subjectInput),
  target: subjectOf,
  async run({ db, actor, now, audit, publish }, { kind, subjectId }) {
    const target = await nameSubject(db, actor, { kind, subjectId });
    const [taken] = await db
      .deleteFrom("advice_dismissal")
      .where("account_id", "=", actor.account.id)
      .where("kind", "=", kind)
      .where("subject_id", "=", subjectId)
      .where("until", ">", now)
      .returning("reason")
      .execute();
    if (!taken) throw conflict("This is not put aside any more. Look again.");
    audit("advice.restored", { target, finding: kind, before: { reason: taken.reason } });
    publish({ topic: "people" });
    return { subjectId };
  },
});
