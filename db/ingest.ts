import "server-only";
import type { Kysely } from "kysely";
import type { PoolClient, QueryConfig, QueryResultRow } from "pg";
import { transact } from "@/db/connection";
import { pool } from "@/db/pools";
import type { IngestTables } from "@/db/tables";

export type IngestDb = Kysely<IngestTables>;

/** The door of the network: passes over row-level security, so what it writes is stamped from the device it was found for. For lib/accounting, lib/authentication and ingest only. */
export function withIngestDb<Result>(
  work: (db: IngestDb, client: PoolClient) => Promise<Result>,
): Promise<Result> {
  return transact<IngestTables, Result>(pool("cordon_ingest"), "begin", work);
}

/** One question by the same door, which is a transaction by itself: one message there and one back. */
export async function askIngestDb<Row extends QueryResultRow>(query: QueryConfig): Promise<Row[]> {
  return (await pool("cordon_ingest").query<Row>(query)).rows;
}
