import { sql } from "kysely";
import { withWorkerDb } from "@/db/jobs";
import { log } from "@/lib/kernel/log";
import { announceEnd, type DueEnd } from "@/lib/people/announce-end";

const atOnce = 200;

/**
 * Announces the ends of grants that come near and records those that came, in all accounts. What ended has ended already:
 * every request asks the clock. Here it is only said.
 */
export async function announceEnds(now = new Date()): Promise<void> {
  for (;;) {
    const { rows } = await withWorkerDb((db) =>
      sql<DueEnd>`
        select account_id as "accountId", grant_id as "grantId", step from grants_to_announce(${now}, ${atOnce})
      `.execute(db),
    );
    let failed = 0;
    for (const due of rows)
      await announceEnd(due, now).catch((err) => {
        failed += 1;
        log.error({ err, grant: due.grantId }, "the end of a grant was not announced, and is tried again");
      });
    // what failed comes first again the next time, so a full portion of failures is left for later
    if (rows.length < atOnce || failed === rows.length) return;
  }
}
