import { sql } from "kysely";
import type { AccountReader } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { covers } from "@/lib/access/scope";
import { Missing } from "@/lib/kernel/errors";
import type { ReviewKind } from "@/lib/reviews/review-input";

export interface ReviewRow {
  id: string;
  title: string;
  note: string;
  kind: ReviewKind;
  groupNo: number | null;
  subjectName: string | null;
  wholeAccountToo: boolean;
  startedAt: Date;
  startedBy: string;
  startedByLabel: string;
  dueAt: Date;
  closedAt: Date | null;
  outcome: "signed_off" | "cancelled" | null;
  closedBy: string | null;
  words: string | null;
}

export const reviewColumns = sql`
  r.id, r.title, r.note, r.kind, r.group_no as "groupNo", r.subject_name as "subjectName",
  r.whole_account_too as "wholeAccountToo", r.started_at as "startedAt", r.started_by as "startedBy",
  r.started_by_label as "startedByLabel", r.due_at as "dueAt", r.closed_at as "closedAt", r.outcome,
  r.closed_by_label as "closedBy", r.closing_words as words`;

/** One review. Throws Missing. */
export async function readReview(db: AccountReader, accountId: string, reviewId: string): Promise<ReviewRow> {
  const { rows } = await sql<ReviewRow>`
    select ${reviewColumns} from access_review r where r.account_id = ${accountId} and r.id = ${reviewId}
  `.execute(db);
  if (!rows[0]) throw new Missing("access_review", [reviewId]);
  return rows[0];
}

/** A review as every page names it. A group that the reader may not see has no name. */
export function tellReview(reader: Member, row: ReviewRow, now: Date) {
  const hidden = row.groupNo !== null && !covers(reader.scopes.get("group.view"), [row.groupNo]);
  return {
    id: row.id,
    title: row.title,
    note: row.note,
    kind: row.kind,
    subject: hidden ? null : row.subjectName,
    wholeAccountToo: row.wholeAccountToo,
    startedAt: row.startedAt.toISOString(),
    startedBy: row.startedByLabel,
    dueAt: row.dueAt.toISOString(),
    overdue: row.closedAt === null && row.dueAt <= now,
    outcome: row.outcome,
    closedAt: row.closedAt?.toISOString() ?? null,
    closedBy: row.closedBy,
    words: row.words,
  };
}

export type ToldReview = ReturnType<typeof tellReview>;
