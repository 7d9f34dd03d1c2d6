import "server-only";
import type { PoolClient } from "pg";

/** Anything that runs SQL in the caller's own transaction: how a job is queued in the transaction that causes it. */
export interface SqlExecutor {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

export const executorOf = (client: PoolClient): SqlExecutor => ({
  executeSql: (text, values) => client.query(text, values),
});
