import "server-only";
import { sql } from "kysely";
import { type AuthDb, withAuthDb } from "@/db/auth";
import { keyedHash } from "@/lib/auth/token";

/** How many failures are free, and how long silence must last until they are forgotten. */
const rules = {
  account: { free: 10, forgottenAfter: "90 days" },
  // an office or a mobile network stands behind one address, so more is free there
  address: { free: 50, forgottenAfter: "1 day" },
} as const;

/** NIST SP 800-63B-4, 3.2.2: after so many failures in a row only a new password opens the account. */
const DISABLED_AFTER = 100;

export interface Attempt {
  email: string;
  address: string | null;
}

const accountSubject = (email: string) => `email:${keyedHash(email)}`;

/**
 * Counts an attempt before it is made, as a failure until forgive() says otherwise, so that many at once cannot
 * outrun the count. Returns the seconds to wait when it may not be made: 30 s after ten failures, doubling up to an hour.
 */
export async function countAttempt({ email, address }: Attempt): Promise<number> {
  return withAuthDb(async (db) => {
    const count = async (subject: string, kind: keyof typeof rules): Promise<number> => {
      const { free, forgottenAfter } = rules[kind];
      const next = sql<number>`case when t.last_failure_at < now() - ${forgottenAfter}::interval then 1 else t.failures + 1 end`;
      const disabled = kind === "account" ? DISABLED_AFTER : 1_000_000;
      const counted = await sql`
        insert into sign_in_throttle as t (subject, failures, last_failure_at) values (${subject}, 1, now())
        on conflict (subject) do update set
          failures = ${next}, last_failure_at = now(),
          blocked_until = case
            when ${next} >= ${disabled} then 'infinity'::timestamptz
            when ${next} >= ${free} then now() + least(3600, 30 * 2 ^ least(${next} - ${free}, 7)) * interval '1 second'
          end
        where t.blocked_until is null or t.blocked_until <= now()
        returning 1`.execute(db);
      if (counted.rows.length > 0) return 0;
      const left = await sql<{ seconds: number }>`
        select case when isfinite(blocked_until) then ceil(extract(epoch from blocked_until - now()))::int else 3600 end as seconds
        from sign_in_throttle where subject = ${subject}`.execute(db);
      return Math.max(1, left.rows[0]?.seconds ?? 1);
    };
    const wait = address ? await count(`address:${address}`, "address") : 0;
    return wait > 0 ? wait : count(accountSubject(email), "account");
  });
}

/** The attempt succeeded: the account's count starts again, and the address gets back what was taken in advance. */
export async function forgive({ email, address }: Attempt): Promise<void> {
  await withAuthDb(async (db) => {
    await forgetFailures(db, email);
    if (address)
      await db
        .updateTable("sign_in_throttle")
        .set((eb) => ({
          failures: eb.fn<number>("greatest", [eb("failures", "-", 1), eb.val(0)]),
          blocked_until: null,
        }))
        .where("subject", "=", `address:${address}`)
        .execute();
  });
}

/** The account's count starts again: after the right password, or a new one set by mail. */
export async function forgetFailures(db: AuthDb, email: string): Promise<void> {
  await db.deleteFrom("sign_in_throttle").where("subject", "=", accountSubject(email)).execute();
}
