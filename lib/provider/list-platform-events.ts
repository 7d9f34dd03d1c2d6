import { sql } from "kysely";
import { z } from "zod";
import { type AuditAction, auditActions } from "@/lib/audit/actions";
import { query } from "@/lib/operation/operation";
import { cutPage, olderThan, PAGE, pageInput } from "@/lib/provider/page-by-time";

/** What happened above the accounts: sign-ins, provider actions, attempts where somebody does not belong. */
export const listPlatformEvents = query({
  name: "platform_event.list",
  permission: "provider.activity.view",
  input: pageInput.extend({ outcome: z.enum(["done", "refused", "failed"]).optional() }),
  async run({ db }, { after, outcome }) {
    let reading = db
      .selectFrom("platform_event")
      .where(olderThan(after, "at", "id"))
      .select([
        "id",
        "at",
        "actor_label as actor",
        "action",
        "outcome",
        "target_kind as targetKind",
        "target_label as targetLabel",
        "target_id as targetId",
        "address",
        sql<string>`at::text`.as("exact"),
      ])
      .orderBy("at", "desc")
      .orderBy(sql`id::text`, "desc")
      .limit(PAGE + 1);
    if (outcome) reading = reading.where("outcome", "=", outcome);
    const rows = await reading.execute();
    return cutPage(
      rows.map(({ targetId, ...row }) => ({
        ...row,
        at: row.at.toISOString(),
        outcome: row.outcome as "done" | "refused" | "failed",
        said: auditActions[row.action as AuditAction] ?? row.action,
        target: row.targetLabel ?? targetId,
      })),
      (row) => row.id,
    );
  },
});
