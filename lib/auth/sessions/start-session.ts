import "server-only";
import type { AuthDb } from "@/db/auth";
import type { ProofKind } from "@/lib/access/proof";
import { notePlace } from "@/lib/auth/sessions/note-place";
import { HALF_SIGNED_IN_MINUTES } from "@/lib/auth/sessions/session-limits";
import { hashToken, newToken } from "@/lib/auth/token";
import { newId } from "@/lib/kernel/id";
import { placeOf } from "@/lib/places/public";

/** Begins a session under an identity never used before. Returns the secret for the cookie; only its hash is kept. */
export async function startSession(
  db: AuthDb,
  session: {
    userId: string;
    absoluteHours: number;
    /** what was shown; a passkey alone is a whole sign-in */
    proof: ProofKind;
    /** false until the second factor was shown, where there is one: such a session lives ten minutes */
    complete: boolean;
    address: string | null;
    userAgent: string | null;
  },
): Promise<{ id: string; secret: string }> {
  const id = newId();
  const secret = newToken();
  const livesFor = session.complete ? session.absoluteHours * 3_600_000 : HALF_SIGNED_IN_MINUTES * 60_000;
  await db
    .insertInto("session")
    .values({
      id,
      token_hash: hashToken("session", secret),
      user_id: session.userId,
      expires_at: new Date(Date.now() + livesFor),
      complete: session.complete,
      proofs: [session.proof],
      confirmed_with: session.proof,
      ip: session.address,
      country: placeOf(session.address).country,
      user_agent: session.userAgent?.slice(0, 300) ?? null,
    })
    .execute();
  if (session.complete) await notePlace(db, session);
  return { id, secret };
}
