import "server-only";
import { pool } from "@/db/pools";
import { openQueue } from "@/db/queue";
import type { SqlExecutor } from "@/db/queue-executor";
import type { TaskName, TaskPayload } from "@/lib/kernel/tasks";

const queue = openQueue({ executeSql: (text, values) => pool("cordon_web").query(text, values) });

/** Queues a job inside the transaction behind executor. */
export const enqueueIn =
  (executor: SqlExecutor) =>
  <Name extends TaskName>(task: Name, payload: TaskPayload<Name>): Promise<void> =>
    queue.send(executor, task, payload);
