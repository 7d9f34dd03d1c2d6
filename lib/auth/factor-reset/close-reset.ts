import "server-only";
import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";
import type { AuditAction } from "@/lib/audit/actions";
import type { WaitingReset } from "@/lib/auth/factor-reset/find-reset";
import { newId } from "@/lib/kernel/id";
import { livePayloads } from "@/lib/live/change";

/** Ends a reset one way or the other and writes it into the account's log, as done by the member. Of several at once one succeeds. */
export async function closeReset(
  db: AccountDb,
  accountId: string,
  reset: WaitingReset,
  how: {
    action: Extract<AuditAction, "factor.reset" | "factor.reset_declined">;
    address: string | null;
    now: Date;
  },
): Promise<boolean> {
  const closed = await db
    .updateTable("factor_reset")
    .set(how.action === "factor.reset" ? { confirmed_at: how.now } : { cancelled_at: how.now })
    .where("account_id", "=", accountId)
    .where("id", "=", reset.id)
    .where("confirmed_at", "is", null)
    .where("cancelled_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  if (!closed) return false;
  await db
    .insertInto("audit_event")
    .values({
      id: newId(),
      actor_kind: "member",
      actor_id: reset.userId,
      actor_label: reset.name,
      operation: how.action,
      action: how.action,
      outcome: "done",
      target_kind: "member",
      target_id: reset.membershipId,
      target_label: reset.name,
      address: how.address,
      detail: JSON.stringify({ reason: reset.reason, askedBy: reset.requester.name }),
    })
    .execute();
  for (const payload of livePayloads(accountId, { topic: "people" }))
    await sql`select pg_notify('cordon_live', ${payload})`.execute(db);
  return true;
}
