import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Kysely, PostgresDialect, sql } from "kysely";
import { type Migration, type MigrationProvider, Migrator } from "kysely/migration";
import { Pool } from "pg";
import { assertGate } from "@/db/gate";
import { installQueue } from "@/db/queue";

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), "migrations");

/** Numbered, forward-only SQL files. */
const sqlFiles: MigrationProvider = {
  async getMigrations() {
    const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
    const migrations: Record<string, Migration> = {};
    for (const name of names) {
      const text = await readFile(path.join(folder, name), "utf8");
      migrations[name.replace(".sql", "")] = { up: async (db) => void (await sql.raw(text).execute(db)) };
    }
    return migrations;
  },
};

/** Brings the schema behind ownerUrl (role cordon_owner) up to date; returns the names of the migrations it ran. Throws when the gate finds what it must not. */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new Pool({ connectionString: ownerUrl, max: 2 }) }),
  });
  try {
    await installQueue(ownerUrl);
    const { error, results = [] } = await new Migrator({ db, provider: sqlFiles }).migrateToLatest();
    if (error) throw error;
    await assertGate(ownerUrl);
    return results.filter((result) => result.status === "Success").map((result) => result.migrationName);
  } finally {
    await db.destroy();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const url = process.env.DATABASE_URL;
  if (!url)
    throw new Error(
      "DATABASE_URL is not set: the connection of the role that owns the schema (cordon_owner).",
    );
  const ran = await migrate(url);
  console.log(ran.length === 0 ? "The schema is up to date." : `Ran ${ran.join(", ")}.`);
}
