import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";
import { type ReminderStep, reviewDecidedMail, reviewReminderMail } from "@/lib/mail/access-review";
import { actAsSystem } from "@/lib/operation/act-as-system";
import { findManagers } from "@/lib/people/public";
import { waits } from "@/lib/reviews/read-items";

export interface DueReview {
  accountId: string;
  reviewId: string;
  membershipId: string;
  /** to a reviewer: 1 that it began, 2 seven days before, 3 one day before, 4 overdue; to who started it: 5 all decided */
  step: number;
}

const reminders: Record<number, ReminderStep> = { 1: "start", 2: "week", 3: "day", 4: "overdue" };

/** Writes one mail about a running review: once, whoever else tries at the same time, and only while it is still true. */
export function announceReview(due: DueReview, now: Date): Promise<void> {
  const { accountId, membershipId, step } = due;
  return actAsSystem(accountId, "review.announce", async ({ db, enqueue }) => {
    if (!(await claim(db, due, now))) return;
    const facts = await findFacts(db, due, now);
    if (!facts) return;
    const { reader, account, review, total, waiting, waitingForReader } = facts;
    if (step === 5) {
      if (waiting === 0) await enqueue("send-mail", reviewDecidedMail(reader, account, review, total));
      return;
    }
    const reminder = reminders[step];
    const [able] = await findManagers(db, accountId, now, 1, membershipId);
    // who may not decide any more is not asked to: the review's page says that these are to be handed over
    if (!reminder || !able || waitingForReader === 0) return;
    await enqueue("send-mail", reviewReminderMail(reader, account, review, waitingForReader, reminder));
  });
}

/** The first to mark a step of a running review has it. */
async function claim(db: AccountDb, { accountId, reviewId, membershipId, step }: DueReview, now: Date) {
  const { rows } =
    step === 5
      ? await sql`
          update access_review set told_complete_at = ${now}
          where account_id = ${accountId} and id = ${reviewId} and closed_at is null and told_complete_at is null
          returning id
        `.execute(db)
      : await sql`
          update access_review_reviewer v set announced = ${step}
          where v.account_id = ${accountId} and v.review_id = ${reviewId} and v.membership_id = ${membershipId}
            and v.announced < ${step} and exists (
              select from access_review r where r.account_id = ${accountId} and r.id = ${reviewId} and r.closed_at is null)
          returning v.review_id
        `.execute(db);
  return rows.length > 0;
}

interface Facts {
  reader: { name: string; email: string };
  account: { slug: string; name: string };
  review: { id: string; title: string; note: string; startedBy: string; dueAt: Date };
  total: number;
  waiting: number;
  waitingForReader: number;
}

async function findFacts(
  db: AccountDb,
  { accountId, reviewId, membershipId }: DueReview,
  now: Date,
): Promise<Facts | undefined> {
  const { rows } = await sql<{
    reader: Facts["reader"];
    account: Facts["account"];
    title: string;
    note: string;
    startedBy: string;
    dueAt: Date;
    total: number;
    waiting: number;
    waitingForReader: number;
  }>`
    select json_build_object('name', m.name, 'email', m.email) as reader,
      (select json_build_object('slug', slug, 'name', name) from account where id = ${accountId}) as account,
      r.title, r.note, r.started_by_label as "startedBy", r.due_at as "dueAt",
      n.total, n.waiting, n.mine as "waitingForReader"
    from access_review r
    join membership m on m.account_id = ${accountId} and m.id = ${membershipId} and m.removed_at is null
    cross join lateral (
      select count(*)::int as total, count(*) filter (where ${waits(now)})::int as waiting,
        count(*) filter (where i.reviewer_id = ${membershipId} and ${waits(now)})::int as mine
      from access_review_item i join role_grant g on g.account_id = ${accountId} and g.id = i.grant_id
      where i.account_id = ${accountId} and i.review_id = r.id
    ) n
    where r.account_id = ${accountId} and r.id = ${reviewId}
  `.execute(db);
  const row = rows[0];
  if (!row) return undefined;
  const { reader, account, total, waiting, waitingForReader, ...review } = row;
  return { reader, account, total, waiting, waitingForReader, review: { ...review, id: reviewId } };
}
