import "server-only";
import { sql } from "kysely";
import { withAuthDb } from "@/db/auth";
import type { AccountName } from "@/lib/access/actor";

/** The accounts a person belongs to, by name: for choosing one, and for the switcher. */
export function accountsOfUser(userId: string): Promise<AccountName[]> {
  return withAuthDb(
    async (db) =>
      (await sql<AccountName>`select id, slug, name from accounts_of_user(${userId})`.execute(db)).rows,
  );
}
