import { sql } from "kysely";
import { z } from "zod";
import { nameTargets } from "@/lib/audit/name-targets";
import { type EventRow, eventColumns, toView } from "@/lib/audit/read-event";
import { CordonError } from "@/lib/kernel/errors";
import { query } from "@/lib/operation/operation";

export interface Difference {
  field: string;
  before: string | null;
  after: string | null;
}

/** One event with all that was recorded of it, before and after set side by side. */
export const getActivityEvent = query({
  name: "audit.get",
  permission: "audit.view",
  input: z.object({ eventId: z.uuid() }),
  async run({ db, actor }, { eventId }) {
    const { rows } = await sql<EventRow>`
      select ${eventColumns} from audit_event where account_id = ${actor.account.id} and id = ${eventId}
    `.execute(db);
    const row = rows[0];
    if (!row) throw new CordonError("not_found", "There is no such entry, or you may not see it.");
    await nameTargets(db, actor.account.id, [row]);
    const { before, after, reason: _, count: __, lacking: ___, ...rest } = row.detail;
    return {
      ...toView(row),
      differences: differencesOf(before ?? {}, after ?? {}),
      more: Object.entries(rest).map(([field, value]) => ({ field, value: say(value) ?? "" })),
    };
  },
});

function differencesOf(before: Record<string, unknown>, after: Record<string, unknown>): Difference[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((field) => ({ field, before: say(before[field]), after: say(after[field]) }))
    .filter((difference) => difference.before !== null || difference.after !== null);
}

function say(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.map((each) => say(each) ?? "").join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
