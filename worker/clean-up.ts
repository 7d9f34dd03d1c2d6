import { withWorkerDb } from "@/db/jobs";

const DAY = 86_400_000;

/** Removes what no longer opens or holds back anything: what ended or expired, forgotten failures, silent workers. */
export async function cleanUp(now = new Date()): Promise<void> {
  const ago = (days: number) => new Date(now.getTime() - days * DAY);
  await withWorkerDb(async (db) => {
    await db
      .deleteFrom("session")
      .where((eb) => eb.or([eb("expires_at", "<", ago(1)), eb("revoked_at", "<", ago(1))]))
      .execute();
    await db.deleteFrom("password_reset").where("expires_at", "<", ago(1)).execute();
    // guesses at a second factor are forgotten by a success or a reset, not by time
    await db
      .deleteFrom("sign_in_throttle")
      .where("subject", "not like", "factor:%")
      .where("last_failure_at", "<", ago(90))
      .execute();
    await db
      .deleteFrom("sign_in_throttle")
      .where("subject", "like", "address:%")
      .where("last_failure_at", "<", ago(1))
      .execute();
    await db.deleteFrom("webauthn_challenge").where("expires_at", "<", now).execute();
    await db.deleteFrom("totp_enrolment").where("expires_at", "<", now).execute();
    // a code stays a while longer, for the page that says it expired
    await db.deleteFrom("phone_code").where("expires_at", "<", ago(1)).execute();
    await db.deleteFrom("phone").where("verified_at", "is", null).where("created_at", "<", ago(1)).execute();
    // each person's last place stays: without any they would be somebody who never signed in before
    await db
      .deleteFrom("known_place as old")
      .where("old.last_seen_at", "<", ago(180))
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom("known_place as newer")
            .whereRef("newer.user_id", "=", "old.user_id")
            .whereRef("newer.last_seen_at", ">", "old.last_seen_at")
            .select("newer.user_id"),
        ),
      )
      .execute();
    await db.deleteFrom("worker_heartbeat").where("heard_at", "<", ago(1)).execute();
  });
}
