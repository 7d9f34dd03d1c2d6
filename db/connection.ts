import "server-only";
import { createHash } from "node:crypto";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import type { Pool, PoolClient } from "pg";

const statementNames = new Map<string, string>();

/**
 * Statements are prepared once per connection; their number is bounded, since filters make many. The name is made of the
 * text alone, because several copies of this module in one server share the connections.
 */
function statementName(text: string): string | undefined {
  let name = statementNames.get(text);
  if (!name && statementNames.size < 400) {
    name = createHash("sha256").update(text).digest("base64url");
    statementNames.set(text, name);
  }
  return name;
}

function kyselyOn<Tables>(client: PoolClient): Kysely<Tables> {
  const connection: DatabaseConnection = {
    async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
      const result = await client.query({
        name: statementName(query.sql),
        text: query.sql,
        values: query.parameters as unknown[],
      });
      return { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) };
    },
    // biome-ignore lint/correctness/useYield: cursors are not part of a scoped transaction
    async *streamQuery() {
      throw new Error("A scoped transaction does not stream; read pages by cursor.");
    },
  };
  const inside = async () => {
    throw new Error("This is already inside a transaction.");
  };
  const driver: Driver = {
    init: async () => undefined,
    acquireConnection: async () => connection,
    beginTransaction: inside,
    commitTransaction: inside,
    rollbackTransaction: inside,
    releaseConnection: async () => undefined,
    destroy: async () => undefined,
  };
  return new Kysely<Tables>({
    dialect: {
      createDriver: () => driver,
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (db) => new PostgresIntrospector(db),
    },
  });
}

/**
 * Runs work in one transaction on its own connection. opening is sent as it is, in one round trip: begin and, with it, the scope.
 * A connection that failed in an unknown state is closed rather than given back. What was only read is answered while its
 * commit is still under way: that can change nothing any more.
 */
export async function transact<Tables, Result>(
  pool: Pool,
  opening: string,
  work: (db: Kysely<Tables>, client: PoolClient) => Promise<Result>,
  { readOnly = false } = {},
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // a connection lost while it is in use also says so by itself; unheard, that would end the process
  const lost = (error: Error) => {
    broken = error;
  };
  client.on("error", lost);
  const giveBack = () => {
    client.off("error", lost);
    client.release(broken);
  };
  try {
    const opened = client.query(opening);
    // a reader's first statement travels right behind its opening; without the scope that one takes, it finds only an error
    if (readOnly) opened.catch(() => undefined);
    else await opened;
    const result = await work(kyselyOn<Tables>(client), client).catch(async (error) => {
      await opened; // when it failed, that is the reason
      throw error;
    });
    await opened;
    const committed = client.query("commit");
    if (readOnly) void committed.catch(lost).then(giveBack);
    else {
      await committed;
      giveBack();
    }
    return result;
  } catch (error) {
    await client.query("rollback").catch(lost);
    giveBack();
    throw error;
  }
}
