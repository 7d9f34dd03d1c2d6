import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { bootstrapDatabase, randomPasswords } from "@/db/bootstrap";
import { migrate } from "@/db/migrate";
import { startPostgres } from "@/scripts/postgres";

declare module "vitest" {
  interface ProvidedContext {
    adminUrl: string;
    passwords: ReturnType<typeof randomPasswords>;
    template: string;
  }
}

/** One PostgreSQL for the run, and one migrated database in it from which each test file gets a copy. */
export default async function setup(project: TestProject) {
  const server = process.env.TEST_ADMIN_URL ? null : await startPostgres({ fsync: false });
  const adminUrl = process.env.TEST_ADMIN_URL ?? server?.adminUrl ?? "";
  const passwords = process.env.TEST_ADMIN_URL ? fixedPasswords : randomPasswords();
  const template = `cordon_template_${process.pid}`;
  const urls = await bootstrapDatabase(adminUrl, { database: template, passwords });
  await migrate(urls.owner);
  project.provide("adminUrl", adminUrl);
  project.provide("passwords", passwords);
  project.provide("template", template);
  return async () => {
    const admin = new Client({ connectionString: adminUrl });
    await admin.connect();
    await admin.query(`drop database ${template} with (force)`);
    await admin.end();
    await server?.stop();
  };
}

/** On a server shared by several runs the roles' passwords must not change under one another. */
const fixedPasswords = { owner: "devdevdev", web: "devdevdev", worker: "devdevdev", ingest: "devdevdev" };
