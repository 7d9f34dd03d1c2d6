import { message, oneLine, portalLink, sayTime } from "@/lib/mail/message";

interface Person {
  name: string;
  email: string;
}

interface Account {
  slug: string;
  name: string;
}

interface Review {
  id: string;
  title: string;
  note: string;
  startedBy: string;
  dueAt: Date;
}

const grants = (count: number) => `${count} ${count === 1 ? "grant" : "grants"}`;

const link = (account: Account, review: Review, query = "") =>
  portalLink(`/${account.slug}/people/reviews/${review.id}${query}`);

export type ReminderStep = "start" | "week" | "day" | "overdue";

const subjects: Record<ReminderStep, (left: string, title: string) => string> = {
  start: (left, title) => `${left} to review: ${title}`,
  week: (left, title) => `Seven days left for ${left}: ${title}`,
  day: (left, title) => `One day left for ${left}: ${title}`,
  overdue: (left, title) => `Overdue, ${left} to review: ${title}`,
};

const openings: Record<ReminderStep, (review: Review) => string> = {
  start: ({ startedBy }) =>
    `${oneLine(startedBy)} asks you to look at who has access, and to say of each grant whether it stays:`,
  week: () => "in seven days a review of access is due, and waits for you:",
  day: () => "tomorrow a review of access is due, and waits for you:",
  overdue: () =>
    "a review of access was due, and still waits for you. Nothing ends by itself: access that nobody needs stays until you decide.",
};

/** To a reviewer who still has grants to decide. */
export const reviewReminderMail = (
  reviewer: Person,
  account: Account,
  review: Review,
  waiting: number,
  step: ReminderStep,
) =>
  message("access-review", reviewer.email, subjects[step](grants(waiting), oneLine(review.title)), [
    `Hello ${oneLine(reviewer.name)},`,
    "",
    openings[step](review),
    "",
    `  Account  ${oneLine(account.name)}`,
    `  Review   ${oneLine(review.title)}`,
    `  Waiting  ${grants(waiting)}`,
    `  Until    ${sayTime(review.dueAt)}`,
    ...(review.note ? [`  Note     ${oneLine(review.note)}`] : []),
    "",
    "Each is kept, narrowed or ended, with a reason. Sign in to decide:",
    "",
    link(account, review, "?mine=true&undecided=true"),
  ]);

/** To whoever started it, when nothing waits any more. */
export const reviewDecidedMail = (starter: Person, account: Account, review: Review, total: number) =>
  message("access-review", starter.email, `All decided: ${oneLine(review.title)}`, [
    `Hello ${oneLine(starter.name)},`,
    "",
    `nothing waits any more in the review of ${grants(total)} that you started in ${oneLine(account.name)}.`,
    "",
    "Read it, and sign it off. It is final then, and its report is kept:",
    "",
    link(account, review),
  ]);
