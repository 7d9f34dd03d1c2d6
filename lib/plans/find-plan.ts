import type { PlatformDb } from "@/db/scoped";
import { CordonError } from "@/lib/kernel/errors";

/** A plan as the record of a change tells it; throws where there is none. */
export async function findPlan(db: PlatformDb, planId: string) {
  const plan = await db
    .selectFrom("network_plan")
    .select([
      "name",
      "framed_pool",
      "filter_ids",
      "session_timeout",
      "idle_timeout",
      "interim_interval",
      "version",
    ])
    .where("id", "=", planId)
    .executeTakeFirst();
  if (!plan) throw new CordonError("not_found", "There is no such plan.");
  return plan;
}
