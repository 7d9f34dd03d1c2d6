import { Client } from "pg";
import { expect, it } from "vitest";
import { withAuthDb } from "@/db/auth";
import { asSuperuser } from "@/db/testing/estate";
import { giveFactor } from "@/db/testing/give-factor";
import { newId } from "@/lib/kernel/id";

const refused = "42501";
const urls: Record<string, string | undefined> = {
  cordon_web: "WEB_DATABASE_URL",
  cordon_web_groups: "WEB_DATABASE_URL",
  cordon_auth: "WEB_DATABASE_URL",
  cordon_worker: "WORKER_DATABASE_URL",
  cordon_ingest: "INGEST_DATABASE_URL",
};

/** The code of PostgreSQL's refusal, for whoever runs as this login. */
async function attempt(login: string, sql: string, values: unknown[] = []): Promise<string> {
  const url = new URL(process.env[urls[login] ?? ""] ?? "");
  url.username = login;
  const client = new Client({ connectionString: url.toString() });
  await client.connect();
  try {
    await client.query(sql, values);
    return "done";
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.end();
  }
}

const whatVerifies = [
  ["security_key", "public_key", "'\\x00'::bytea"],
  ["security_key", "credential_id", "'another'"],
  ["security_key", "user_id", "gen_random_uuid()"],
  ["security_key", "passkey", "true"],
  ["totp_app", "secret", "'another'"],
  ["totp_app", "user_id", "gen_random_uuid()"],
  ["recovery_set", "salt", "'\\x00'::bytea"],
  ["recovery_code", "hash", "'\\x00'::bytea"],
  ["phone", "number", "'another'"],
  ["phone_code", "hash", "'\\x00'::bytea"],
] as const;

it.each(Object.keys(urls))("%s cannot exchange what a factor is checked with", async (login) => {
  const userId = newId();
  await asSuperuser("insert into app_user (id, email, name) values ($1, $2, 'Ana')", [
    userId,
    `${userId}@example.test`,
  ]);
  for (const kind of ["app", "key", "phone"] as const) await giveFactor(userId, kind);
  for (const [table, column, value] of whatVerifies)
    expect(await attempt(login, `update ${table} set ${column} = ${value}`), `${table}.${column}`).toBe(
      refused,
    );
});

it.each(Object.keys(urls).filter((login) => login !== "cordon_auth"))(
  "%s can neither read, add nor remove what somebody signs in with",
  async (login) => {
    for (const table of [
      "security_key",
      "totp_app",
      "recovery_set",
      "recovery_code",
      "phone",
      "user_password",
    ]) {
      expect(await attempt(login, `select * from ${table}`), `read ${table}`).toBe(refused);
      expect(await attempt(login, `insert into ${table} default values`), `add to ${table}`).toBe(refused);
      // the worker clears away numbers that no code ever proved
      if (login !== "cordon_worker" || table !== "phone")
        expect(await attempt(login, `delete from ${table}`), `remove from ${table}`).toBe(refused);
    }
  },
);

it("the door of signing in itself cannot exchange a public key, only count what the key signs", async () => {
  const userId = newId();
  await asSuperuser("insert into app_user (id, email, name) values ($1, $2, 'Bea')", [
    userId,
    `${userId}@example.test`,
  ]);
  await giveFactor(userId, "key");
  const change = (values: object) =>
    withAuthDb((db) => db.updateTable("security_key").set(values).where("user_id", "=", userId).execute());
  await expect(change({ public_key: Buffer.from("another") })).rejects.toMatchObject({ code: refused });
  await expect(change({ sign_count: 7 })).resolves.toBeDefined();
});
