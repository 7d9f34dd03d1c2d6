import { withWorkerDb } from "@/db/jobs";
import { newId } from "@/lib/kernel/id";

const workerId = newId();

/** Says that this worker is there. /api/health misses it after 30 seconds. */
export async function beat(): Promise<void> {
  await withWorkerDb((db) =>
    db
      .insertInto("worker_heartbeat")
      .values({ worker_id: workerId })
      .onConflict((conflict) => conflict.column("worker_id").doUpdateSet({ heard_at: new Date() }))
      .execute(),
  );
}

export async function stopBeating(): Promise<void> {
  await withWorkerDb((db) => db.deleteFrom("worker_heartbeat").where("worker_id", "=", workerId).execute());
}
