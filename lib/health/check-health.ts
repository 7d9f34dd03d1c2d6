import "server-only";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { sql } from "kysely";
import { readPlatform } from "@/db/scoped";

const WORKER_SILENT_AFTER_S = 30;

export interface Health {
  ok: boolean;
  database: string;
  migrations: string;
  worker: string;
}

/** Whether people can be served: the database answers, its schema is this code's, and a worker takes jobs. In words, without secrets. */
export async function checkHealth(): Promise<Health> {
  const unknown = "not known while the database does not answer";
  try {
    const wanted = (await readdir(path.join(process.cwd(), "db", "migrations")))
      .filter((name) => name.endsWith(".sql"))
      .map((name) => name.replace(".sql", ""));
    const seen = await readPlatform(async (db) => ({
      ran: (await sql<{ name: string }>`select name from kysely_migration`.execute(db)).rows,
      heard: await db
        .selectFrom("worker_heartbeat")
        .select((eb) => eb.fn.max("heard_at").as("at"))
        .executeTakeFirst(),
    }));
    const ran = new Set(seen.ran.map((row) => row.name));
    const missing = wanted.filter((name) => !ran.has(name));
    const silence = seen.heard?.at ? (Date.now() - new Date(seen.heard.at).getTime()) / 1_000 : null;
    const migrated = missing.length === 0;
    const working = silence !== null && silence < WORKER_SILENT_AFTER_S;
    return {
      ok: migrated && working,
      database: "answers",
      migrations: migrated ? "applied" : `${missing.length} not applied: run npm run db:migrate`,
      worker: working
        ? "works"
        : silence === null
          ? "has not been heard yet"
          : `was last heard ${Math.round(silence)} s ago`,
    };
  } catch {
    return { ok: false, database: "does not answer", migrations: unknown, worker: unknown };
  }
}
