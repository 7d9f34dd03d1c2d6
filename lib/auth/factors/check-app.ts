import "server-only";
import type { AuthDb } from "@/db/auth";
import type { Check } from "@/lib/auth/factors/prove";
import { clockOffset, readCode, sayClock, stepOf } from "@/lib/auth/factors/totp";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { unseal } from "@/lib/kernel/sealed";

/** Whether one of this person's apps shows this code now. Each of its steps is taken once, by one statement (RFC 6238, 5.2). */
export async function checkApp(db: AuthDb, me: SignedIn, typed: string): Promise<Check> {
  const code = readCode(typed);
  if (code === null) return { outcome: "wrong", message: "Enter the six digits that the app shows." };
  const apps = await db
    .selectFrom("totp_app")
    .where("user_id", "=", me.userId)
    .select(["id", "secret"])
    .execute();
  if (apps.length === 0) return { outcome: "gone" };
  let hint: string | undefined;
  let used = false;
  for (const app of apps) {
    const secret = unseal(`totp:${me.userId}`, app.secret);
    const step = stepOf(secret, code);
    if (step !== null) {
      const taken = await db
        .updateTable("totp_app")
        .set({ last_step: step, last_used_at: new Date() })
        .where("id", "=", app.id)
        .where("last_step", "<", step)
        .returning("id")
        .executeTakeFirst();
      if (taken) return "right";
      used = true;
    }
    const offset = clockOffset(secret, code);
    // one that is right for a time to come would tell a guesser what to type then
    if (offset !== null && offset < -1) hint = sayClock(offset);
  }
  if (used)
    return { outcome: "wrong", message: "This code was used already. Wait for the next one and enter that." };
  return {
    outcome: "wrong",
    message: "This is not the code that the app shows now. Wait for the next one and enter that.",
    ...(hint === undefined ? {} : { hint }),
  };
}
