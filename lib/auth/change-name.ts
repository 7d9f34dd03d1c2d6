import "server-only";
import { withAuthDb, writeOwnMembership } from "@/db/auth";
import { ownAccounts } from "@/lib/auth/own-accounts";
import { recordAuthEvent } from "@/lib/auth/record-event";
import type { SignedIn } from "@/lib/auth/session";
import { newId } from "@/lib/kernel/id";

/** A person's own new name: on their sign-in, and on their membership in each account, whose log says so. */
export async function changeName(me: SignedIn, name: string, address: string | null): Promise<void> {
  if (name === me.name) return;
  await withAuthDb(async (db) => {
    await db.updateTable("app_user").set({ name }).where("id", "=", me.userId).execute();
    await recordAuthEvent(db, "profile.changed", {
      user: { id: me.userId, name: me.name },
      address,
      detail: { before: { name: me.name }, after: { name } },
    });
  });
  for (const account of await ownAccounts())
    await writeOwnMembership(account.id, async (db) => {
      const member = await db
        .updateTable("membership")
        .set({ name })
        .where("account_id", "=", account.id)
        .where("user_id", "=", me.userId)
        .where("removed_at", "is", null)
        .returning("id")
        .executeTakeFirst();
      if (!member) return;
      await db
        .insertInto("audit_event")
        .values({
          id: newId(),
          actor_kind: "member",
          actor_id: me.userId,
          actor_label: me.name,
          operation: "profile.change",
          action: "profile.changed",
          outcome: "done",
          target_kind: "member",
          target_id: member.id,
          target_label: name,
          address,
          detail: JSON.stringify({ before: { name: me.name }, after: { name } }),
        })
        .execute();
    });
}
