import "server-only";
import { withAuthDb } from "@/db/auth";
import type { SignedIn } from "@/lib/auth/sessions/session";

/** Why watching ends: the session is over, or it goes on under another secret than the one that was shown here. */
type Ended = (why: "over" | "renewed") => void;

interface Watcher {
  secretHash: string;
  ended: Ended;
}

const watched = new Map<string, Set<Watcher>>();
let timer: NodeJS.Timeout | undefined;

/**
 * Calls ended within about a second when the session is over: signed out, ended by somebody, or too old; or when its
 * secret was replaced, since whoever watches may hold a copy of the earlier one.
 */
export function watchSession(
  { sessionId, secretHash }: Pick<SignedIn, "sessionId" | "secretHash">,
  ended: Ended,
): () => void {
  const watcher = { secretHash, ended };
  const watchers = watched.get(sessionId) ?? new Set();
  watched.set(sessionId, watchers.add(watcher));
  timer ??= setInterval(() => void checkAll(), 1_000);
  return () => {
    watchers.delete(watcher);
    if (watchers.size === 0) watched.delete(sessionId);
    if (watched.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** One question a second, however many watch. While the database does not answer nobody is told anything either. */
async function checkAll(): Promise<void> {
  const ids = [...watched.keys()];
  const alive = await withAuthDb((db) =>
    db
      .selectFrom("session as s")
      .innerJoin("app_user as u", "u.id", "s.user_id")
      .where("s.id", "in", ids)
      .where("s.revoked_at", "is", null)
      .where("s.expires_at", ">", new Date())
      .where("u.disabled_at", "is", null)
      .select(["s.id", "s.token_hash"])
      .execute(),
  ).catch(() => null);
  if (!alive) return;
  const living = new Map(alive.map((row) => [row.id, row.token_hash.toString("base64url")]));
  for (const id of ids)
    for (const { secretHash, ended } of watched.get(id) ?? []) {
      const present = living.get(id);
      if (present === undefined) ended("over");
      else if (present !== secretHash) ended("renewed");
    }
}
