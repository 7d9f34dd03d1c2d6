import type { AccountDb, AccountReader } from "@/db/scoped";

export interface Dismissal {
  reason: string;
  by: string;
  at: string;
  until: string;
}

/** The findings that are put aside at this moment, by "kind subject". */
export async function readDismissals(
  db: AccountReader | AccountDb,
  account: string,
  now: Date,
): Promise<Map<string, Dismissal>> {
  const rows = await (db as AccountReader)
    .selectFrom("advice_dismissal")
    .where("account_id", "=", account)
    .where("until", ">", now)
    .select(["kind", "subject_id", "reason", "dismissed_by_label", "dismissed_at", "until"])
    .execute();
  return new Map(
    rows.map((row) => [
      `${row.kind} ${row.subject_id}`,
      {
        reason: row.reason,
        by: row.dismissed_by_label,
        at: row.dismissed_at.toISOString(),
        until: row.until.toISOString(),
      },
    ]),
  );
}
