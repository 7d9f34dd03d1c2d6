import { z } from "zod";
import { nameSubject, subjectInput, subjectOf } from "@/lib/advice/advice-subject";
import { windowDays } from "@/lib/advice/facts";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";

/** Puts a finding aside for ninety days, with the reason why it stays as it is. Then it is asked again. */
export const dismissAdvice = command({
  name: "advice.dismiss",
  permission: "grant.manage",
  input: z.object({
    ...subjectInput,
    reason: z.string().trim().min(3, "Say why this stays as it is.").max(500, "At most 500 characters."),
  }),
  target: subjectOf,
  async run({ db, actor, now, audit, publish }, { kind, subjectId, reason }) {
    const target = await nameSubject(db, actor, { kind, subjectId });
    const until = new Date(now.getTime() + windowDays * 86_400_000);
    const [put] = await db
      .insertInto("advice_dismissal")
      .values({
        kind,
        subject_id: subjectId,
        reason,
        dismissed_by_label: actor.label,
        dismissed_at: now,
        until,
      })
      .onConflict((conflicting) =>
        conflicting
          .columns(["account_id", "kind", "subject_id"])
          .doUpdateSet({
            reason,
            dismissed_by: actor.membershipId,
            dismissed_by_label: actor.label,
            dismissed_at: now,
            until,
          })
          .where("advice_dismissal.until", "<=", now),
      )
      .returning("subject_id")
      .execute();
    if (!put) throw conflict("Somebody put this aside already. Look again.");
    audit("advice.dismissed", { target, finding: kind, reason, until: until.toISOString() });
    publish({ topic: "people" });
    return { until: until.toISOString() };
  },
});
