import { createHash } from "node:crypto";
import { join } from "node:path";
import pg from "pg";
import { bootstrapDatabase, type DatabaseUrls, randomPasswords } from "@/db/bootstrap";
import { migrate } from "@/db/migrate";
import { keep, readKept } from "./kept";
import { type Postgres, startPostgres } from "./postgres";
import { removeCluster } from "./postgres/cluster";
import { Stop, step } from "./step.mjs";

type Passwords = ReturnType<typeof randomPasswords>;

export interface Databases {
  /** Tells one server's database from another's. */
  name: string;
  urls: DatabaseUrls;
  /** Only of the server that comes with Cordon. */
  server?: Postgres;
  stop(): Promise<void>;
}

/** Cordon's database, ready to be used: in `home`, or on the server that DATABASE_URL names. */
export async function openDatabases(home: string): Promise<Databases> {
  const outside = process.env.DATABASE_URL;
  if (!outside) return openEmbedded(home);
  const urls = await step("Roles and database on the server of DATABASE_URL", () =>
    outsideUrls(home, outside),
  );
  await step("Migrations", () => migrate(urls.owner));
  const name = createHash("sha256").update(outside).digest("hex").slice(0, 8);
  return { name, urls, stop: async () => undefined };
}

/** The PostgreSQL that comes with Cordon, with its data in `home`. */
export async function openEmbedded(home: string, options: { fsync?: boolean } = {}): Promise<Databases> {
  const server = await step("PostgreSQL", () =>
    startPostgres({
      dataDir: join(home, "postgres"),
      logFile: join(home, "logs", "postgres.log"),
      ...options,
    }),
  );
  try {
    const urls = await step("Roles and database", () =>
      bootstrapDatabase(server.adminUrl, { passwords: keptPasswords(home) }),
    );
    await step("Migrations", () => migrate(urls.owner));
    return { name: "embedded", urls, server, stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

export async function removeDatabases(home: string): Promise<void> {
  await removeCluster(join(home, "postgres"));
}

/** All four addresses as given; or DATABASE_URL may make roles, which is done once. */
async function outsideUrls(home: string, owner: string): Promise<DatabaseUrls> {
  const { WEB_DATABASE_URL: web, WORKER_DATABASE_URL: worker, INGEST_DATABASE_URL: ingest } = process.env;
  if (web && worker && ingest) return { owner, web, worker, ingest };
  if (web || worker || ingest) {
    throw new Stop(
      "Set all of WEB_DATABASE_URL, WORKER_DATABASE_URL and INGEST_DATABASE_URL, or none of them.",
    );
  }
  const file = join(home, "database.json");
  const known = readKept(file) as { server: string; urls: DatabaseUrls } | undefined;
  if (known?.server === owner && (await connects(known.urls.owner))) return known.urls;
  try {
    const urls = await bootstrapDatabase(owner);
    keep(file, { server: owner, urls });
    return urls;
  } catch (error) {
    throw new Stop(error instanceof Error ? error.message : String(error));
  }
}

function keptPasswords(home: string): Passwords {
  const file = join(home, "passwords.json");
  const known = readKept(file) as Passwords | undefined;
  if (known) return known;
  const passwords = randomPasswords();
  keep(file, passwords);
  return passwords;
}

async function connects(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
