import "server-only";
import { withAuthDb } from "@/db/auth";

type Ended = () => void;

const watched = new Map<string, Set<Ended>>();
let timer: NodeJS.Timeout | undefined;

/** Calls ended once, within about a second, when the session is over: signed out, ended by somebody, or too old. */
export function watchSession(sessionId: string, ended: Ended): () => void {
  const watchers = watched.get(sessionId) ?? new Set();
  watched.set(sessionId, watchers.add(ended));
  timer ??= setInterval(() => void checkAll(), 1_000);
  return () => {
    watchers.delete(ended);
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
      .select("s.id")
      .execute(),
  ).catch(() => null);
  if (!alive) return;
  const living = new Set(alive.map((row) => row.id));
  for (const id of ids) if (!living.has(id)) for (const ended of watched.get(id) ?? []) ended();
}
