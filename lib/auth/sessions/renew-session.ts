import "server-only";
import { sql } from "kysely";
import type { AuthDb } from "@/db/auth";
import type { ProofKind } from "@/lib/access/proof";
import { notePlace } from "@/lib/auth/sessions/note-place";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { hashToken, newToken } from "@/lib/auth/token";

/**
 * A proof was shown in this session: it gets a new secret, and the one before opens nothing any more (ASVS 7.2.4). A session
 * that waited for its second factor is complete from here on and lives as long as others do.
 * Returns the new secret for the cookie, or null when the session ended meanwhile.
 */
export async function renewSession(
  db: AuthDb,
  me: Pick<SignedIn, "sessionId" | "policy">,
  proof: { with: ProofKind },
): Promise<string | null> {
  const before = await db
    .selectFrom("session")
    .where("id", "=", me.sessionId)
    .select(["complete", "user_id", "ip", "user_agent"])
    .forUpdate()
    .executeTakeFirst();
  const secret = newToken();
  const renewed = await db
    .updateTable("session")
    .set((eb) => ({
      token_hash: hashToken("session", secret),
      confirmed_at: sql<Date>`clock_timestamp()`,
      confirmed_with: proof.with,
      proofs: sql<
        string[]
      >`case when ${proof.with} = any (proofs) then proofs else proofs || ${proof.with}::text end`,
      complete: true,
      expires_at: eb
        .case()
        .when("complete", "=", true)
        .then(eb.ref("expires_at"))
        .else(sql<Date>`created_at + ${me.policy.absoluteHours} * interval '1 hour'`)
        .end(),
      last_seen_at: sql<Date>`clock_timestamp()`,
    }))
    .where("id", "=", me.sessionId)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", new Date())
    .returning("id")
    .executeTakeFirst();
  if (!renewed || !before) return null;
  if (!before.complete)
    await notePlace(db, { userId: before.user_id, address: before.ip, userAgent: before.user_agent });
  return secret;
}
