import "server-only";
import { sql } from "kysely";
import { withAuthDb } from "@/db/auth";
import type { AccountName } from "@/lib/access/actor";
import { currentSession } from "@/lib/auth/sessions/current-session";

/** The accounts of whoever asks, by name: for choosing one, and for the switcher. */
export async function ownAccounts(): Promise<AccountName[]> {
  const session = await currentSession();
  if (!session?.complete) return [];
  return withAuthDb(
    async (db) =>
      (await sql<AccountName>`select id, slug, name from accounts_of_user(${session.userId})`.execute(db))
        .rows,
  );
}
