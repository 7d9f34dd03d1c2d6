import "server-only";
import { sql } from "kysely";
import { withAuthDb } from "@/db/auth";
import { readEmail } from "@/lib/auth/email";
import { verifyPassword } from "@/lib/auth/passwords/hash-password";
import { isStillPassword } from "@/lib/auth/passwords/is-still-password";
import { upgradeHash } from "@/lib/auth/passwords/upgrade-hash";
import { recordAuthEvent } from "@/lib/auth/record-event";
import { readPolicy } from "@/lib/auth/sessions/read-policy";
import { factorsOf } from "@/lib/auth/sessions/read-session";
import { startSession } from "@/lib/auth/sessions/start-session";
import { countAttempt, forgive } from "@/lib/auth/sign-in/throttle";
import { keyedHash } from "@/lib/auth/token";
import { signInAfterFailuresMail } from "@/lib/mail/new-sign-in";
import { enqueueIn } from "@/lib/operation/enqueue";
import { placeOf, readBrowser } from "@/lib/places/public";

/** A right password after so many wrong ones is told to its owner (ASVS 6.3.5). */
const TOLD_AFTER_FAILURES = 5;

export type SignInAnswer =
  | { outcome: "done"; userId: string; secret: string }
  | { outcome: "refused" }
  | { outcome: "throttled"; waitSeconds: number };

/**
 * E-mail and password for a session. Whether the person exists shows neither in the answer nor in its time: the same
 * count, the same hashing and the same record are made for an address that nobody has.
 */
export async function signInWithPassword(attempt: {
  email: unknown;
  password: unknown;
  address: string | null;
  userAgent: string | null;
}): Promise<SignInAnswer> {
  const { address, password } = attempt;
  const email = readEmail(attempt.email);
  if (email === null || typeof password !== "string" || password === "") return { outcome: "refused" };

  const waitSeconds = await countAttempt({ email, address });
  const user = await withAuthDb((db) =>
    db
      .selectFrom("app_user as u")
      .leftJoin("user_password as w", "w.user_id", "u.id")
      .where("u.email", "=", email)
      .select(["u.id", "u.name", "u.disabled_at", "w.hash", factorsOf(sql.ref("u.id")).as("factors")])
      .executeTakeFirst(),
  );
  const known = user ?? null;
  const detail = known ? {} : { subject: keyedHash(email) };
  if (waitSeconds > 0) {
    await withAuthDb((db) =>
      recordAuthEvent(db, "session.throttled", { outcome: "refused", user: known, address, detail }),
    );
    return { outcome: "throttled", waitSeconds };
  }

  const usable = user && user.disabled_at === null ? user : null;
  const matches = await verifyPassword(usable?.hash ?? null, password);
  const refuse = async (): Promise<SignInAnswer> => {
    await withAuthDb((db) =>
      recordAuthEvent(db, "session.refused", { outcome: "failed", user: known, address, detail }),
    );
    return { outcome: "refused" };
  };
  if (!usable || !matches) return refuse();
  const failures = await forgive({ email, address });
  await upgradeHash(usable.id, usable.hash, password);
  const session = await withAuthDb(async (db, executor) => {
    if (!(await isStillPassword(db, usable, password))) return null;
    const { absoluteHours } = await readPolicy(db, usable.id);
    const started = await startSession(db, {
      userId: usable.id,
      absoluteHours,
      proof: "password",
      complete: usable.factors.length === 0,
      address,
      userAgent: attempt.userAgent,
    });
    await recordAuthEvent(db, "session.started", { user: usable, address, detail: { session: started.id } });
    if (failures >= TOLD_AFTER_FAILURES)
      await enqueueIn(executor)(
        "send-mail",
        signInAfterFailuresMail(
          { email, name: usable.name },
          {
            at: new Date(),
            address,
            place: placeOf(address).words,
            browser: readBrowser(attempt.userAgent).words,
            failures,
          },
        ),
      );
    return started;
  });
  if (!session) return refuse();
  return { outcome: "done", userId: usable.id, secret: session.secret };
}
