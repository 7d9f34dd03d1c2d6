import { withWorkerDb } from "@/db/jobs";

const DAY = 86_400_000;

/** Removes what no longer opens or holds back anything: ended sessions, old reset links, forgotten failures, silent workers. */
export async function cleanUp(now = new Date()): Promise<void> {
  const ago = (days: number) => new Date(now.getTime() - days * DAY);
  await withWorkerDb(async (db) => {
    await db
      .deleteFrom("session")
      .where((eb) => eb.or([eb("expires_at", "<", ago(1)), eb("revoked_at", "<", ago(1))]))
      .execute();
    await db.deleteFrom("password_reset").where("expires_at", "<", ago(1)).execute();
    await db.deleteFrom("sign_in_throttle").where("last_failure_at", "<", ago(90)).execute();
    await db
      .deleteFrom("sign_in_throttle")
      .where("subject", "like", "address:%")
      .where("last_failure_at", "<", ago(1))
      .execute();
    await db.deleteFrom("worker_heartbeat").where("heard_at", "<", ago(1)).execute();
  });
}
