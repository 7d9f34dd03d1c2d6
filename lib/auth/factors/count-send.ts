import "server-only";
import type { AuthDb } from "@/db/auth";

const HOUR_MS = 3_600_000;
const limits = [
  { sends: 5, withinMs: HOUR_MS },
  { sends: 10, withinMs: 24 * HOUR_MS },
] as const;
const SLOTS = 10;

/**
 * Counts a code sent to a phone, or returns the seconds until the next one may be: each costs money and may ring a stranger.
 * The last ten sends of a person stand in ten rows, of which the oldest is written over. The caller holds the person's lock.
 */
export async function countSend(db: AuthDb, userId: string, now = new Date()): Promise<number> {
  const slots = Array.from({ length: SLOTS }, (_, no) => `phone-send:${userId}:${no}`);
  const rows = await db
    .selectFrom("sign_in_throttle")
    .where("subject", "in", slots)
    .select(["subject", "last_failure_at"])
    .orderBy("last_failure_at", "desc")
    .execute();
  const waits = limits.map(({ sends, withinMs }) => {
    const nth = rows[sends - 1];
    return nth ? nth.last_failure_at.getTime() + withinMs - now.getTime() : 0;
  });
  const wait = Math.max(...waits);
  if (wait > 0) return Math.ceil(wait / 1_000);
  const taken = new Set(rows.map((row) => row.subject));
  const subject = slots.find((slot) => !taken.has(slot)) ?? rows.at(-1)?.subject ?? `phone-send:${userId}:0`;
  await db
    .insertInto("sign_in_throttle")
    .values({ subject, failures: 0, last_failure_at: now })
    .onConflict((same) => same.column("subject").doUpdateSet({ last_failure_at: now }))
    .execute();
  return 0;
}
