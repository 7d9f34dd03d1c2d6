import "server-only";
import { sql } from "kysely";
import type { AuthDb } from "@/db/auth";

export interface FailureRule {
  /** how many failures cost no wait */
  free: number;
  /** how long silence must last until they are forgotten, as an interval; null keeps them until a success */
  forgottenAfter: string | null;
  /** after so many in a row nothing is tried any more; null when time always opens again */
  disabledAfter: number | null;
}

export type Counted =
  | { held: false /** in a row, this one included */; failures: number }
  | { held: true; waitSeconds: number; disabled: boolean };

/**
 * Counts an attempt before it is made, as a failure until it turns out otherwise, so that many at once cannot outrun the
 * count. Held when it may not be made: for 30 s after the free failures, doubling up to an hour.
 */
export async function countFailure(db: AuthDb, subject: string, rule: FailureRule): Promise<Counted> {
  const next = sql<number>`case when t.last_failure_at < now() - ${rule.forgottenAfter}::interval then 1 else t.failures + 1 end`;
  const counted = await sql<{ failures: number }>`
    insert into sign_in_throttle as t (subject, failures, last_failure_at) values (${subject}, 1, now())
    on conflict (subject) do update set
      failures = ${next}, last_failure_at = now(),
      blocked_until = case
        when ${next} >= ${rule.disabledAfter}::int then 'infinity'::timestamptz
        when ${next} >= ${rule.free} then now() + least(3600, 30 * 2 ^ least(${next} - ${rule.free}, 7)) * interval '1 second'
      end
    where t.blocked_until is null or t.blocked_until <= now()
    returning failures`.execute(db);
  const [row] = counted.rows;
  if (row) return { held: false, failures: row.failures };
  const left = await sql<{ seconds: number; disabled: boolean }>`
    select not isfinite(blocked_until) as disabled,
      case when isfinite(blocked_until) then ceil(extract(epoch from blocked_until - now()))::int else 3600 end as seconds
    from sign_in_throttle where subject = ${subject}`.execute(db);
  const state = left.rows[0];
  return { held: true, waitSeconds: Math.max(1, state?.seconds ?? 1), disabled: state?.disabled ?? false };
}
