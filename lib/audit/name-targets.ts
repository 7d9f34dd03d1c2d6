import { type RawBuilder, sql } from "kysely";
import type { AccountReader } from "@/db/scoped";
import type { EventRow } from "@/lib/audit/read-event";

const names: Record<string, RawBuilder<unknown>> = {
  device: sql`select id, label as name from device`,
  group: sql`select id, name from device_group`,
  member: sql`select id, name from membership`,
  role: sql`select id, name from role`,
  access_review: sql`select id, title as name from access_review`,
  invitation: sql`select id, email as name from invitation`,
  access_request: sql`select g.id, m.name from access_request g
    join membership m on m.account_id = g.account_id and m.id = g.requested_by`,
  grant: sql`select g.id, m.name from role_grant g
    join membership m on m.account_id = g.account_id and m.id = g.membership_id`,
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A refusal knows only the id of what it was about: the name that id has in this account, if it has one. */
export async function nameTargets(db: AccountReader, account: string, rows: EventRow[]): Promise<void> {
  const nameless = rows.filter((row) => row.targetLabel === null && uuid.test(row.targetId ?? ""));
  for (const [kind, select] of Object.entries(names)) {
    const ids = [...new Set(nameless.filter((row) => row.targetKind === kind).map((row) => row.targetId))];
    if (ids.length === 0) continue;
    const prefix = kind === "grant" || kind === "access_request" ? sql`g.` : sql``;
    const found = await sql<{ id: string; name: string }>`
      ${select} where ${prefix}account_id = ${account} and ${prefix}id = any(${ids}::uuid[])
    `.execute(db);
    const name = new Map(found.rows.map((row) => [row.id, row.name]));
    for (const row of nameless)
      if (row.targetKind === kind) row.targetLabel = name.get(row.targetId ?? "") ?? null;
  }
}
