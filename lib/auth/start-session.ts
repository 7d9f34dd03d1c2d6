import "server-only";
import type { AuthDb } from "@/db/auth";
import { sessionLimits } from "@/lib/auth/session-limits";
import { hashToken, newToken } from "@/lib/auth/token";
import { newId } from "@/lib/kernel/id";

/** Begins a session under an identity never used before. Returns the secret for the cookie; only its hash is kept. */
export async function startSession(
  db: AuthDb,
  session: {
    userId: string;
    provider: boolean;
    /** false until the second factor was shown, where one is required */
    complete: boolean;
    address: string | null;
    userAgent: string | null;
  },
): Promise<{ id: string; secret: string }> {
  const id = newId();
  const secret = newToken();
  const { absoluteHours } = sessionLimits[session.provider ? "provider" : "member"];
  await db
    .insertInto("session")
    .values({
      id,
      token_hash: hashToken("session", secret),
      user_id: session.userId,
      expires_at: new Date(Date.now() + absoluteHours * 3_600_000),
      complete: session.complete,
      ip: session.address,
      user_agent: session.userAgent?.slice(0, 300) ?? null,
    })
    .execute();
  return { id, secret };
}
