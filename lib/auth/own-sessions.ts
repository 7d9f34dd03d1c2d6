import "server-only";
import { withAuthDb } from "@/db/auth";
import { endSessions } from "@/lib/auth/end-session";
import { recordAuthEvent } from "@/lib/auth/record-event";
import type { SignedIn } from "@/lib/auth/session";

export interface OwnSession {
  id: string;
  current: boolean;
  createdAt: string;
  lastSeenAt: string;
  address: string | null;
  userAgent: string | null;
}

/** Where this person is signed in now, this place first. */
export async function listOwnSessions(me: SignedIn): Promise<OwnSession[]> {
  const { idleMinutes } = me.policy;
  const rows = await withAuthDb((db) =>
    db
      .selectFrom("session")
      .where("user_id", "=", me.userId)
      .where("revoked_at", "is", null)
      .where("expires_at", ">", new Date())
      .where("last_seen_at", ">", new Date(Date.now() - idleMinutes * 60_000))
      .select(["id", "created_at", "last_seen_at", "ip", "user_agent"])
      .orderBy("last_seen_at", "desc")
      .limit(100)
      .execute(),
  );
  return rows
    .map((row) => ({
      id: row.id,
      current: row.id === me.sessionId,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      address: row.ip,
      userAgent: row.user_agent,
    }))
    .sort((one, other) => Number(other.current) - Number(one.current));
}

/** Ends one of one's own sessions, or all but this one. Somebody else's id ends nothing. */
export async function endOwnSessions(
  me: SignedIn,
  which: { only: string } | "others",
  address: string | null,
): Promise<number> {
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
