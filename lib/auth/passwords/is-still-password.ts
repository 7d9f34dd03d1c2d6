import "server-only";
import type { AuthDb } from "@/db/auth";
import { verifyPassword } from "@/lib/auth/passwords/hash-password";

/**
 * Whether a password that was right for this hash is right now, and stays so until the transaction ends: a new one set
 * meanwhile ends the sessions it finds, and would not find one that begins a moment later with the old.
 */
export async function isStillPassword(
  db: AuthDb,
  user: { id: string; hash: string | null },
  password: string,
): Promise<boolean> {
  const stored = await db
    .selectFrom("user_password")
    .where("user_id", "=", user.id)
    .select("hash")
    .forShare()
    .executeTakeFirst();
  if (!stored) return false;
  // the same password may have been hashed anew at another cost
  return stored.hash === user.hash || verifyPassword(stored.hash, password);
}
