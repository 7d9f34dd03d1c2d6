import { sql } from "kysely";
import { withWorkerDb } from "@/db/jobs";
import { lookAt } from "@/lib/containment/look-at";
import { log } from "@/lib/kernel/log";
import { actAsSystem } from "@/lib/operation/act-as-system";

const AT_ONCE = 2_000;
const TOGETHER = 250;
const ROUNDS = 50;

/**
 * Turns what the network's records say of contained devices into events and statuses. The records are asked for what is new,
 * so that taking them in costs no more for it. thorough: also where it is proven already that the device stays away.
 */
export async function watchContainments(thorough: boolean, now = new Date()): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const { rows } = await withWorkerDb((db) =>
      sql<{ accountId: string; id: string }>`
        select account_id as "accountId", id from containments_to_look_at(${now}, ${thorough}, ${AT_ONCE})
      `.execute(db),
    );
    let failed = 0;
    for (const [accountId, some] of Map.groupBy(rows, (row) => row.accountId))
      for (let start = 0; start < some.length; start += TOGETHER) {
        const ids = some.slice(start, start + TOGETHER).map(({ id }) => id);
        await actAsSystem(accountId, "containment.watch", (context) =>
          lookAt(context, accountId, ids, now),
        ).catch((err) => {
          failed += ids.length;
          log.error(
            { err, account: accountId },
            "contained devices were not looked at, and are the next time",
          );
        });
      }
    if (rows.length < AT_ONCE || failed > 0) return;
  }
}

/** Each second, or as seldom as keeps the database free for nine tenths of the time. */
export function keepWatching(): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let rounds = 0;
  let running: Promise<void> = Promise.resolve();
  const next = () => {
    if (stopped) return;
    const began = performance.now();
    running = watchContainments(rounds++ % 15 === 0).catch((err) =>
      log.error({ err }, "contained devices were not watched"),
    );
    void running.then(() => {
      timer = setTimeout(next, Math.max(1_000, 9 * (performance.now() - began)));
    });
  };
  next();
  return {
    async stop() {
      stopped = true;
      await running;
      clearTimeout(timer);
    },
  };
}
