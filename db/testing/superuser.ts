import { Client } from "pg";
import { inject } from "vitest";

/** A superuser's own connection to this test file's database. Close it before the file ends. */
export async function superuserClient(): Promise<Client> {
  const url = new URL(inject("adminUrl"));
  url.pathname = new URL(process.env.DATABASE_URL ?? "").pathname;
  const client = new Client({ connectionString: url.toString() });
  await client.connect();
  return client;
}
