import "server-only";
import { withAuthDb } from "@/db/auth";
import type { SignedIn } from "@/lib/auth/session";
import { sessionLimits } from "@/lib/auth/session-limits";
import { hashToken } from "@/lib/auth/token";

/** How old last_seen_at may become before a request writes it anew. */
const TOUCH_AFTER_MS = 60_000;

/**
 * Whose session this secret opens now, or null: unknown, ended, too old, idle too long, or of somebody who was disabled.
 * One read per request.
 */
export function readSession(secret: string): Promise<SignedIn | null> {
  return withAuthDb(async (db) => {
    const found = await db
      .selectFrom("session as s")
      .innerJoin("app_user as u", "u.id", "s.user_id")
      .leftJoin("provider_operator as p", "p.user_id", "s.user_id")
      .where("s.token_hash", "=", hashToken("session", secret))
      .where("s.revoked_at", "is", null)
      .where("u.disabled_at", "is", null)
      .select([
        "s.id",
        "s.user_id",
        "s.last_seen_at",
        "s.expires_at",
        "s.complete",
        "u.email",
        "u.name",
        "p.role",
      ])
      .executeTakeFirst();
    const now = Date.now();
    if (!found || found.expires_at.getTime() <= now) return null;
    const { idleMinutes } = sessionLimits[found.role ? "provider" : "member"];
    const quiet = now - found.last_seen_at.getTime();
    if (quiet >= idleMinutes * 60_000) return null;
    if (quiet > TOUCH_AFTER_MS)
      await db
        .updateTable("session")
        .set({ last_seen_at: new Date(now) })
        .where("id", "=", found.id)
        .where("last_seen_at", "<", new Date(now - TOUCH_AFTER_MS))
        .execute();
    return {
      sessionId: found.id,
      userId: found.user_id,
      email: found.email,
      name: found.name,
      complete: found.complete,
      providerRole: found.role as SignedIn["providerRole"],
    };
  });
}
