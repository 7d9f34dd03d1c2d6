import "server-only";
import type { Kysely } from "kysely";
import { transact } from "@/db/connection";
import { pool } from "@/db/pools";
import { executorOf, type SqlExecutor } from "@/db/queue-executor";
import type { AuthTables } from "@/db/tables";

export type AuthDb = Kysely<AuthTables>;

/** The door of signing in, before anybody is somebody: passwords and sessions, and no account's tables. For lib/auth only. */
export function withAuthDb<Result>(
  work: (db: AuthDb, executor: SqlExecutor) => Promise<Result>,
): Promise<Result> {
  return transact<AuthTables, Result>(pool("cordon_auth"), "begin", (db, client) =>
    work(db, executorOf(client)),
  );
}
