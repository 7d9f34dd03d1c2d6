import { sql } from "kysely";
import type { AccountDb, AccountReader } from "@/db/scoped";
import { findManagers } from "@/lib/people/public";

export interface NamedReviewer {
  id: string;
  name: string;
  email: string;
  /** false: left the account, or may not give and take grants any more */
  able: boolean;
}

/** Who are named as reviewers of a review, and which of them may decide at this moment. */
export async function findNamed(
  db: AccountReader | AccountDb,
  accountId: string,
  reviewId: string,
  now: Date,
): Promise<NamedReviewer[]> {
  const { rows } = await sql<Omit<NamedReviewer, "able">>`
    select m.id, m.name, m.email from access_review_reviewer v
    join membership m on m.account_id = ${accountId} and m.id = v.membership_id
    where v.account_id = ${accountId} and v.review_id = ${reviewId}
    order by lower(m.name) collate "C", m.id
  `.execute(db);
  const managers = new Set((await findManagers(db, accountId, now, 10_000)).map(({ id }) => id));
  return rows.map((row) => ({ ...row, able: managers.has(row.id) }));
}
