import "server-only";
import { withAuthDb } from "@/db/auth";
import { recordInOwnAccounts } from "@/lib/auth/own/record-in-own-accounts";
import { recordAuthEvent } from "@/lib/auth/record-event";
import type { SignedIn } from "@/lib/auth/sessions/session";

/** A person's own new name: on their sign-in, and on their membership in each account, whose log says so. */
export async function changeName(me: SignedIn, name: string, address: string | null): Promise<void> {
  if (name === me.name) return;
  const detail = { before: { name: me.name }, after: { name } };
  await withAuthDb(async (db) => {
    await db.updateTable("app_user").set({ name }).where("id", "=", me.userId).execute();
    await recordAuthEvent(db, "profile.changed", {
      user: { id: me.userId, name: me.name },
      address,
      detail,
    });
  });
  await recordInOwnAccounts(me, {
    operation: "profile.change",
    action: "profile.changed",
    address,
    detail,
    newName: name,
  });
}
