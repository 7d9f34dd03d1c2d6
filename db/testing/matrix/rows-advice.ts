import { asSuperuser } from "@/db/testing/estate";
import { type Maker, member } from "@/db/testing/matrix/makers";
import { type Row, row } from "@/db/testing/matrix/row";
import { dismissAdvice } from "@/lib/advice/dismiss-advice";
import { listAdvice } from "@/lib/advice/list-advice";
import { overviewAdvice } from "@/lib/advice/overview-advice";
import { restoreAdvice } from "@/lib/advice/restore-advice";

/** Somebody about whom a finding is put aside. */
const putAside: Maker = {
  ...member,
  async make(place) {
    const made = await member.make(place);
    await asSuperuser(
      `insert into advice_dismissal (account_id, kind, subject_id, reason, dismissed_by, dismissed_by_label, until)
       values ($1, 'stale', $2, 'On leave', $2, 'Test person', now() + interval '1 day')`,
      [place.account.id, made.id],
    );
    return made;
  },
};

export const adviceRows: Row[] = [
  row(listAdvice, () => ({ limit: 1_000 })),
  row(overviewAdvice, () => ({})),
  row(
    dismissAdvice,
    ({ subjectId }) => ({ kind: "stale" as const, subjectId: subjectId.id, reason: "On leave" }),
    {
      subjectId: member,
    },
  ),
  row(restoreAdvice, ({ subjectId }) => ({ kind: "stale" as const, subjectId: subjectId.id }), {
    subjectId: putAside,
  }),
];
