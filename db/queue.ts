import { Client } from "pg";
import { PgBoss } from "pg-boss";
import type { SqlExecutor } from "@/db/queue-executor";
import { packPayload } from "@/lib/kernel/task-payload";
import { type TaskName, type TaskPayload, tasks } from "@/lib/kernel/tasks";

const fixed = { schema: "pgboss", supervise: false, schedule: false } as const;

/** Creates pg-boss's schema and one queue per task, as the schema's owner. Web roles may add jobs; only the worker reads them. */
export async function installQueue(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, ...fixed });
  boss.on("error", () => undefined);
  await boss.start();
  for (const [name, task] of Object.entries(tasks)) {
    const options = {
      retryLimit: task.retryLimit,
      retryBackoff: true,
      retryDelay: 1,
      heartbeatSeconds: 30,
      deleteAfterSeconds: 3_600,
    };
    if (await boss.getQueue(name)) await boss.updateQueue(name, options);
    else await boss.createQueue(name, options);
  }
  await boss.stop({ graceful: false });
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(`
      grant usage on schema pgboss to cordon_web, cordon_web_groups, cordon_auth, cordon_worker;
      grant select on pgboss.queue, pgboss.version to cordon_web, cordon_web_groups, cordon_auth;
      grant insert, select (id, start_after) on pgboss.job, pgboss.job_common to cordon_web, cordon_web_groups, cordon_auth;
      revoke execute on all functions in schema pgboss from public;
      grant execute on all functions in schema pgboss to cordon_web, cordon_web_groups, cordon_auth, cordon_worker;
      grant select, insert, update, delete on all tables in schema pgboss to cordon_worker;`);
  } finally {
    await owner.end();
  }
}

/** A pg-boss that only sends. Each job goes in through the transaction that causes it, so that both exist or neither does. */
export function openQueue(db: SqlExecutor) {
  const boss = new PgBoss({ db, ...fixed, migrate: false });
  boss.on("error", () => undefined);
  let started: Promise<unknown> | undefined;
  return {
    async send<Name extends TaskName>(
      executor: SqlExecutor,
      name: Name,
      payload: TaskPayload<Name>,
    ): Promise<void> {
      started ??= boss.start();
      await started;
      await boss.send(name, packPayload(name, payload), { db: executor });
    },
  };
}
