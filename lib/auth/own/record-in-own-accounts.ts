import "server-only";
import { sql } from "kysely";
import { withAuthDb, writeOwnMembership } from "@/db/auth";
import type { AccountName } from "@/lib/access/actor";
import type { AuditAction, AuditDetail } from "@/lib/audit/actions";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { newId } from "@/lib/kernel/id";

/**
 * What somebody did to their own sign-in, in the log of every account they belong to. A new name is put on their
 * membership with it.
 */
export async function recordInOwnAccounts(
  me: Pick<SignedIn, "userId" | "name">,
  event: {
    operation: string;
    action: AuditAction;
    address: string | null;
    detail: AuditDetail;
    newName?: string;
    /** the account whose log has it already, in its own words */
    except?: string;
  },
): Promise<void> {
  const accounts = await withAuthDb((db) =>
    sql<AccountName>`select id, slug, name from accounts_of_user(${me.userId})`.execute(db),
  );
  for (const account of accounts.rows.filter(({ id }) => id !== event.except))
    await writeOwnMembership(account.id, async (db) => {
      const own = { account_id: account.id, user_id: me.userId };
      const member = event.newName
        ? await db
            .updateTable("membership")
            .set({ name: event.newName })
            .where((eb) => eb.and(own))
            .where("removed_at", "is", null)
            .returning(["id", "name"])
            .executeTakeFirst()
        : await db
            .selectFrom("membership")
            .where((eb) => eb.and(own))
            .where("removed_at", "is", null)
            .select(["id", "name"])
            .executeTakeFirst();
      if (!member) return;
      await db
        .insertInto("audit_event")
        .values({
          id: newId(),
          actor_kind: "member",
          actor_id: me.userId,
          actor_label: me.name,
          operation: event.operation,
          action: event.action,
          outcome: "done",
          target_kind: "member",
          target_id: member.id,
          target_label: member.name,
          address: event.address,
          detail: JSON.stringify(event.detail),
        })
        .execute();
    });
}
