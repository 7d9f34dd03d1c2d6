import "server-only";
import { sql } from "kysely";
import type { AuthDb } from "@/db/auth";

/** Every second factor of a person, recovery codes, what was half set up, and the failures counted against them. */
export async function removeAllFactors(
  db: AuthDb,
  userId: string,
): Promise<{ apps: number; keys: number; phones: number }> {
  // one change of somebody's factors at a time, as lockFactors has it
  await db.selectFrom("app_user").where("id", "=", userId).select("id").forUpdate().executeTakeFirst();
  const removed = async (table: "totp_app" | "security_key" | "phone" | "totp_enrolment" | "recovery_set") =>
    Number((await db.deleteFrom(table).where("user_id", "=", userId).executeTakeFirst()).numDeletedRows);
  const [apps, keys, phones] = [
    await removed("totp_app"),
    await removed("security_key"),
    // their codes go with them, as recovery codes do with their set
    await removed("phone"),
  ];
  await removed("totp_enrolment");
  await removed("recovery_set");
  await db
    .deleteFrom("webauthn_challenge")
    .where("session_id", "in", (eb) => eb.selectFrom("session").where("user_id", "=", userId).select("id"))
    .execute();
  await sql`delete from sign_in_throttle where subject like ${`factor:%:${userId}`}`.execute(db);
  return { apps, keys, phones };
}
