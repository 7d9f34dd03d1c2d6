import "server-only";
import type { AuthDb } from "@/db/auth";
import { hashToken, newToken } from "@/lib/auth/token";

/** A new secret for a session that goes on; the one before opens nothing any more. Null when the session ended meanwhile. */
export async function replaceSecret(db: AuthDb, sessionId: string): Promise<string | null> {
  const secret = newToken();
  const replaced = await db
    .updateTable("session")
    .set({ token_hash: hashToken("session", secret) })
    .where("id", "=", sessionId)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", new Date())
    .returning("id")
    .executeTakeFirst();
  return replaced ? secret : null;
}
