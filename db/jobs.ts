import "server-only";
import type { Kysely } from "kysely";
import { PgBoss } from "pg-boss";
import { transact } from "@/db/connection";
import { closePools, pool } from "@/db/pools";
import type { WorkerTables } from "@/db/tables";
import { env } from "@/lib/kernel/env";

export type WorkerDb = Kysely<WorkerTables>;

/** The door of the worker's own housekeeping. What a job does to an account goes through perform, like anybody's request. */
export function withWorkerDb<Result>(work: (db: WorkerDb) => Promise<Result>): Promise<Result> {
  return transact<WorkerTables, Result>(pool("cordon_worker"), "begin", work);
}

/** The side of the queue that works on jobs. It owns nothing, so rebuilding indexes is left to the schema's owner. */
export function openWorkingQueue(): PgBoss {
  return new PgBoss({
    connectionString: env("WORKER_DATABASE_URL"),
    application_name: "cordon_worker",
    schema: "pgboss",
    migrate: false,
    schedule: false,
    supervise: true,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    maintenanceIntervalSeconds: 600,
    reindex: false,
    max: 6,
  });
}

/** Gives back every connection, when the worker stops. */
export const closeConnections = closePools;
