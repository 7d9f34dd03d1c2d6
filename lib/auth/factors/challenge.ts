import "server-only";
import type { AuthDb } from "@/db/auth";

export type ChallengePurpose = "enrol" | "prove" | "sign_in";

const VALID_FOR_MS = 5 * 60_000;

/** Keeps what a key is asked to sign: for one purpose, one session, one answer. Signing in has no session yet. */
export async function keepChallenge(
  db: AuthDb,
  challenge: string,
  purpose: ChallengePurpose,
  sessionId: string | null,
): Promise<void> {
  const expires_at = new Date(Date.now() + VALID_FOR_MS);
  await db
    .insertInto("webauthn_challenge")
    .values({ challenge, purpose, session_id: sessionId, expires_at })
    .execute();
}

/** The challenge that this response says it signed, if it was open for this. It is open no more, whatever becomes of the response. */
export async function takeChallenge(
  db: AuthDb,
  response: { response?: { clientDataJSON?: unknown } } | null,
  purpose: ChallengePurpose,
  sessionId: string | null,
): Promise<string | null> {
  const challenge = challengeIn(response?.response?.clientDataJSON);
  if (challenge === null) return null;
  const taken = await db
    .deleteFrom("webauthn_challenge")
    .where("challenge", "=", challenge)
    .where("purpose", "=", purpose)
    .where("session_id", "is not distinct from", sessionId)
    .where("expires_at", ">", new Date())
    .returning("challenge")
    .executeTakeFirst();
  return taken?.challenge ?? null;
}

function challengeIn(clientDataJSON: unknown): string | null {
  if (typeof clientDataJSON !== "string") return null;
  try {
    const said: unknown = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString("utf8"));
    const challenge = (said as { challenge?: unknown } | null)?.challenge;
    return typeof challenge === "string" && /^[\w-]{20,200}$/.test(challenge) ? challenge : null;
  } catch {
    return null;
  }
}
