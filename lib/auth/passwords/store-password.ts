import "server-only";
import type { AuthDb } from "@/db/auth";
import type { ChosenPassword } from "@/lib/auth/passwords/choose-password";
import { newId } from "@/lib/kernel/id";

/** How many of those before are remembered, so that they cannot come back. */
const REMEMBERED = 10;

/** The hashes of somebody's passwords: the present one first, then those before it. */
export async function readPasswords(
  db: AuthDb,
  userId: string,
): Promise<{ present: string | null; used: string[] }> {
  const present = await db
    .selectFrom("user_password")
    .where("user_id", "=", userId)
    .select("hash")
    .executeTakeFirst();
  const before = await db
    .selectFrom("password_history")
    .where("user_id", "=", userId)
    .orderBy("retired_at", "desc")
    .orderBy("id", "desc")
    .limit(REMEMBERED)
    .select("hash")
    .execute();
  const hashes = [...(present ? [present] : []), ...before].map(({ hash }) => hash);
  return { present: present?.hash ?? null, used: hashes };
}

/** Puts a password in the place of the one it was judged beside; false when another has come there meanwhile. */
export async function storePassword(
  db: AuthDb,
  userId: string,
  { hash }: ChosenPassword,
  instead: string | null,
): Promise<boolean> {
  const now = new Date();
  const stored =
    instead === null
      ? await db
          .insertInto("user_password")
          .values({ user_id: userId, hash, changed_at: now })
          .onConflict((conflict) => conflict.column("user_id").doNothing())
          .returning("user_id")
          .executeTakeFirst()
      : await db
          .updateTable("user_password")
          .set({ hash, changed_at: now })
          .where("user_id", "=", userId)
          .where("hash", "=", instead)
          .returning("user_id")
          .executeTakeFirst();
  if (stored && instead !== null) await retire(db, userId, instead, now);
  return stored !== undefined;
}

async function retire(db: AuthDb, userId: string, hash: string, now: Date): Promise<void> {
  await db
    .insertInto("password_history")
    .values({ id: newId(), user_id: userId, hash, retired_at: now })
    .execute();
  const kept = db
    .selectFrom("password_history")
    .where("user_id", "=", userId)
    .orderBy("retired_at", "desc")
    .orderBy("id", "desc")
    .limit(REMEMBERED)
    .select("id");
  await db.deleteFrom("password_history").where("user_id", "=", userId).where("id", "not in", kept).execute();
}
