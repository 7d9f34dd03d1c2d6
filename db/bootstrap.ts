import { randomBytes } from "node:crypto";
import { Client, escapeIdentifier, escapeLiteral } from "pg";

export interface DatabaseUrls {
  owner: string;
  web: string;
  worker: string;
  ingest: string;
}

/** Sign-in roles: what each may touch is granted by the migrations. The web process uses three of them, with one password. */
const logins = {
  cordon_web: "a person's request with the scope of a whole account, and the platform tables",
  cordon_web_groups: "a person's request limited to some device groups",
  cordon_auth: "signing in: passwords and sessions",
  cordon_worker: "the job queue",
  cordon_ingest: "the network's roads; passes over row-level security on the few tables it is granted",
} as const;

const timeouts = {
  statement_timeout: "15s",
  lock_timeout: "5s",
  idle_in_transaction_session_timeout: "30s",
};

/**
 * The statements that prepare a server, once, by someone who may create roles with BYPASSRLS (a superuser, say).
 * They are safe to run again, and set the passwords anew when they are.
 */
function bootstrapStatements(
  database: string,
  passwords: { owner: string; web: string; worker: string; ingest: string },
): string[] {
  const passwordOf = (role: string) =>
    role === "cordon_worker" ? passwords.worker : role === "cordon_ingest" ? passwords.ingest : passwords.web;
  const create = (role: string) =>
    `do $$ begin create role ${role}; exception when duplicate_object or unique_violation then null; end $$`;
  return [
    create("cordon_owner"),
    `alter role cordon_owner login nosuperuser nobypassrls password ${escapeLiteral(passwords.owner)}`,
    create("cordon_definer"),
    "alter role cordon_definer nologin nosuperuser bypassrls",
    "grant cordon_definer to cordon_owner",
    ...Object.keys(logins).flatMap((role) => [
      create(role),
      `alter role ${role} login nosuperuser noinherit ${role === "cordon_ingest" ? "bypassrls" : "nobypassrls"} password ${escapeLiteral(passwordOf(role))}`,
      ...Object.entries(timeouts).map(([setting, value]) => `alter role ${role} set ${setting} = '${value}'`),
    ]),
    `create database ${escapeIdentifier(database)} owner cordon_owner encoding 'UTF8' template template0`,
    `revoke all on database ${escapeIdentifier(database)} from public`,
    `grant connect on database ${escapeIdentifier(database)} to ${Object.keys(logins).join(", ")}`,
  ];
}

class BootstrapRefused extends Error {}

/**
 * Creates Cordon's roles and database on the server behind adminUrl and says how to connect as each.
 * Throws BootstrapRefused, with the SQL for a database administrator, when adminUrl's role may not do this.
 */
export async function bootstrapDatabase(
  adminUrl: string,
  options: {
    database?: string;
    passwords?: { owner: string; web: string; worker: string; ingest: string };
  } = {},
): Promise<DatabaseUrls> {
  const database = options.database ?? "cordon";
  const passwords = options.passwords ?? randomPasswords();
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    // roles belong to the whole server: two preparations at once would trip over each other
    await admin.query("select pg_advisory_lock(hashtext('cordon bootstrap'))");
    for (const statement of bootstrapStatements(database, passwords)) {
      await admin.query(statement).catch((error: { code?: string; message: string }) => {
        if (error.code === "42P04") return; // the database exists
        if (error.code === "42501") throw new BootstrapRefused(explain(database, error.message));
        throw error;
      });
    }
  } finally {
    await admin.end();
  }
  return urlsFor(adminUrl, database, passwords);
}

export function randomPasswords() {
  const secret = () => randomBytes(24).toString("base64url");
  return { owner: secret(), web: secret(), worker: secret(), ingest: secret() };
}

function urlsFor(
  adminUrl: string,
  database: string,
  passwords: { owner: string; web: string; worker: string; ingest: string },
) {
  const as = (role: string, password: string) => {
    const url = new URL(adminUrl);
    url.username = role;
    url.password = password;
    url.pathname = `/${database}`;
    return url.toString();
  };
  return {
    owner: as("cordon_owner", passwords.owner),
    web: as("cordon_web", passwords.web),
    worker: as("cordon_worker", passwords.worker),
    ingest: as("cordon_ingest", passwords.ingest),
  };
}

function explain(database: string, reason: string): string {
  const sql = bootstrapStatements(database, {
    owner: "<owner password>",
    web: "<web password>",
    worker: "<worker password>",
    ingest: "<ingest password>",
  });
  return [
    `The role in DATABASE_URL may not prepare this server (${reason}).`,
    "Have a database administrator run this once, as a superuser, with passwords of your own:",
    "",
    ...sql.map((statement) => `${statement};`),
    "",
    "Then set DATABASE_URL (role cordon_owner), WEB_DATABASE_URL (cordon_web), WORKER_DATABASE_URL (cordon_worker)",
    "and INGEST_DATABASE_URL (cordon_ingest), each ending in the name of that database.",
  ].join("\n");
}
