import "server-only";
import { withAuthDb } from "@/db/auth";
import { hashPassword, isOutdated } from "@/lib/auth/passwords/hash-password";

/**
 * Makes the hash of a password that was just right anew when it was made at another cost than the present. Only while
 * it is still the stored one: a password set in the meantime stays.
 */
export async function upgradeHash(userId: string, stored: string | null, password: string): Promise<void> {
  if (stored === null || !isOutdated(stored)) return;
  const hash = await hashPassword(password);
  await withAuthDb((db) =>
    db
      .updateTable("user_password")
      .set({ hash })
      .where("user_id", "=", userId)
      .where("hash", "=", stored)
      .execute(),
  );
}
