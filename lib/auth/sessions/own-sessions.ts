import "server-only";
import { withAuthDb } from "@/db/auth";
import { sayProofs } from "@/lib/access/say-proofs";
import { recordAuthEvent } from "@/lib/auth/record-event";
import { assertFresh } from "@/lib/auth/sessions/assert-fresh";
import { endSessions } from "@/lib/auth/sessions/end-session";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { readBrowser, sayPlace } from "@/lib/places/public";

export interface OwnSession {
  id: string;
  current: boolean;
  /** "Firefox on Linux" */
  browser: string;
  /** "Germany" */
  place: string;
  address: string | null;
  /** "Password and authenticator app" */
  how: string;
  createdAt: string;
  lastSeenAt: string;
}

/** Where this person is signed in now, this place first. */
export async function listOwnSessions(me: SignedIn): Promise<OwnSession[]> {
  const rows = await withAuthDb((db) =>
    db
      .selectFrom("session")
      .where("user_id", "=", me.userId)
      .where("revoked_at", "is", null)
      .where("expires_at", ">", new Date())
      .where("last_seen_at", ">", new Date(Date.now() - me.policy.idleMinutes * 60_000))
      .select(["id", "created_at", "last_seen_at", "ip", "country", "user_agent", "proofs", "complete"])
      .orderBy("last_seen_at", "desc")
      .limit(100)
      .execute(),
  );
  return rows
    .map((row) => ({
      id: row.id,
      current: row.id === me.sessionId,
      browser: readBrowser(row.user_agent).words,
      place: sayPlace(row.country, row.ip),
      address: row.ip,
      how: `${sayProofs(row.proofs)}${row.complete ? "" : ", second factor not shown yet"}`,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
    }))
    .sort((one, other) => Number(other.current) - Number(one.current));
}

/**
 * Ends one of one's own sessions, or all but this one. Somebody else's id ends nothing. Wants a fresh proof: whoever found
 * a cookie could otherwise shut its owner out of every other place.
 */
export async function endOwnSessions(
  me: SignedIn,
  which: { only: string } | "others",
  address: string | null,
): Promise<number> {
  assertFresh(me);
  return withAuthDb(async (db) => {
    const ended = await endSessions(
      db,
      me.userId,
      which === "others" ? { allBut: me.sessionId } : which,
      "ended by its owner",
    );
    if (ended > 0)
      await recordAuthEvent(db, "session.ended", {
        user: { id: me.userId, name: me.name },
        address,
        detail: { count: ended },
      });
    return ended;
  });
}
