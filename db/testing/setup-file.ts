import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closePools } from "@/db/pools";

const database = `cordon_test_${randomBytes(6).toString("hex")}`;

async function asAdmin(statement: string): Promise<void> {
  const admin = new Client({ connectionString: inject("adminUrl") });
  await admin.connect();
  await admin.query(statement).finally(() => admin.end());
}

function urlOf(role: string, password: string): string {
  const url = new URL(inject("adminUrl"));
  url.username = role;
  url.password = password;
  url.pathname = `/${database}`;
  return url.toString();
}

/** Each test file gets a database of its own, copied from the migrated one, and the environment that points to it. */
beforeAll(async () => {
  await asAdmin(`create database ${database} template ${inject("template")} owner cordon_owner`);
  await asAdmin(`revoke all on database ${database} from public`); // a copy does not take these along
  await asAdmin(
    `grant connect on database ${database} to cordon_web, cordon_web_groups, cordon_auth, cordon_worker, cordon_ingest`,
  );
  const passwords = inject("passwords");
  process.env.DATABASE_URL = urlOf("cordon_owner", passwords.owner);
  process.env.WEB_DATABASE_URL = urlOf("cordon_web", passwords.web);
  process.env.WORKER_DATABASE_URL = urlOf("cordon_worker", passwords.worker);
  process.env.INGEST_DATABASE_URL = urlOf("cordon_ingest", passwords.ingest);
});

afterAll(async () => {
  await closePools();
  await dropDatabase();
});

/** Connections that were just ended take a moment to leave: PostgreSQL waits 5 s for them. A listener stays, and is cut off. */
async function dropDatabase(): Promise<void> {
  await asAdmin(`drop database if exists ${database}`).catch((error: { code?: string }) => {
    if (error.code !== "55006") throw error;
    return asAdmin(`drop database if exists ${database} with (force)`);
  });
}
