import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assertGate, findings, ruleNames } from "@/db/gate";
import { superuserClient } from "@/db/testing/superuser";

const accountTable = (options = "") => `
  create table stray (account_id uuid not null references account, id uuid not null, primary key (account_id, id)) ${options};
  alter table stray owner to cordon_owner;
  call protect_account_table('stray', null);`;

const onThisDatabase = (statement: string) =>
  `do $$ begin execute format('${statement}', current_database()); end $$`;

/** Each way to break the database and the finding it must give, and no other: rule, subject, SQL. */
const breaks: [rule: string, subject: string, sql: string, also?: string][] = [
  ["account-id", "stray", "create table stray (id uuid primary key)"],
  [
    "account-id",
    "device_state_change",
    "alter table device_state_change drop constraint device_state_change_pkey, alter account_id drop not null",
    "primary-key: device_state_change", // what may be null cannot be in a primary key
  ],
  [
    "primary-key",
    "device_state_change",
    "alter table device_state_change drop constraint device_state_change_pkey",
  ],
  [
    "primary-key",
    "device_state_change",
    "alter table device_state_change drop constraint device_state_change_pkey, add primary key (id, account_id)",
  ],
  ["unique", "device", "create unique index leak on device (iccid)"],
  ["unique", "device", "create unique index leak on device (iccid) include (account_id)"],
  ["unique", "device", "alter table device add constraint leak exclude using btree (imei with =)"],
  [
    "foreign-key",
    "device_state_change",
    "alter table device_state_change add foreign key (id) references app_user",
  ],
  [
    "foreign-key",
    "usage_hour",
    "alter table usage_hour add foreign key (device_id, account_id) references device (account_id, id)",
  ],
  [
    "foreign-key",
    "gateway",
    "alter table gateway add column a uuid, add column d uuid, add foreign key (a, d) references device",
  ],
  ["row-security", "device", "alter table device disable row level security"],
  ["row-security-forced", "device", "alter table device no force row level security"],
  ["policy", "device", "create policy all_of_it on device to cordon_web using (true)"],
  [
    "policy",
    "device",
    "create policy everybody on device using (account_id = current_setting('app.account')::uuid)",
  ],
  ["policy", "device", "alter policy whole_account on device with check (true)"],
  [
    "policy",
    "device",
    "alter policy some_groups on device using (account_id = current_setting('app.account')::uuid)",
  ],
  [
    "policy",
    "role",
    "create policy some_groups on role for insert to cordon_web_groups with check (account_id = current_setting('app.account')::uuid)",
  ],
  ["policy-missing", "role", "drop policy whole_account on role"],
  ["policy-missing", "device", "drop policy some_groups on device"],
  ["privilege", "device", "grant truncate on device to cordon_web"],
  ["privilege", "device", "grant references (id) on device to cordon_web"],
  ["privilege", "app_user", "grant trigger on app_user to cordon_auth"],
  ["grant-option", "device", "grant select on device to cordon_web with grant option"],
  ["stranger", "device", "create role visitor; grant select on device to visitor"],
  ["reach", "device", "grant select on device to cordon_auth"],
  ["reach", "role", "grant select (name) on role to cordon_ingest"],
  ["reach", "offboarding", "grant insert on offboarding to cordon_definer"],
  ["append-only", "audit_event", "grant update (detail) on audit_event to cordon_web"],
  ["append-only", "platform_event", "grant delete on platform_event to cordon_worker"],
  [
    "partition",
    "stray_part",
    `${accountTable("partition by list (account_id)")}
     create table stray_part partition of stray default; alter table stray_part owner to cordon_owner;
     grant select on stray_part to cordon_web`,
  ],
  [
    "no-row-security-possible",
    "summary",
    "create materialized view summary as select count(*) from device; grant select on summary to cordon_web",
  ],
  [
    "no-row-security-possible",
    "elsewhere",
    `create foreign data wrapper w; create server s foreign data wrapper w;
     create foreign table elsewhere (id int) server s; grant select on elsewhere to cordon_web`,
  ],
  ["sequence", "counter", "create sequence counter; grant usage on counter to cordon_web"],
  ["view", "everything", "create view everything as select * from device"],
  ["view", "everything", "create view everything with (security_invoker = false) as select * from device"],
  ["public", "account", "grant select on account to public"],
  ["public", "account", "grant update (name) on account to public"],
  ["public", "schema pgboss", "grant usage on schema pgboss to public"],
  ["public", "database", onThisDatabase("grant connect on database %I to public")],
  [
    "public",
    "default privileges",
    "alter default privileges in schema public grant select on tables to public",
  ],
  ["create", "schema public", "grant create on schema public to cordon_definer"],
  ["create", "database", onThisDatabase("grant temporary on database %I to cordon_web")],
  ["secret", "public.gateway.token_hash", "grant select (token_hash) on gateway to cordon_web"],
  ["secret", "public.user_password.hash", "grant select (hash) on user_password to cordon_worker"],
  ["secret", "public.session.token_hash", "alter table session rename token_hash to digest"],
  ["role", "cordon_web", "alter role cordon_web bypassrls"],
  ["role", "cordon_worker", "alter role cordon_worker createrole"],
  ["role", "cordon_auth", "alter role cordon_auth createdb"],
  ["role", "cordon_ingest", "alter role cordon_ingest replication"],
  ["role", "cordon_owner", "alter role cordon_owner superuser"],
  ["role", "cordon_definer", "alter role cordon_definer login"],
  ["membership", "cordon_web", "grant cordon_owner to cordon_web"],
  ["membership", "cordon_worker", "grant pg_read_all_data to cordon_worker"],
  ["membership", "cordon_owner", "grant cordon_ingest to cordon_owner"],
  ["owner", "device_import", "alter table device_import owner to cordon_web"],
  ["owner", "app_sees_group(integer)", "alter function app_sees_group(int) owner to cordon_web"],
  ["timeouts", "cordon_auth", "alter role cordon_auth reset lock_timeout"],
  ["timeouts", "cordon_web", "alter role cordon_web set statement_timeout = 0"],
  ["definer", "accounts_of_user(uuid)", "alter function accounts_of_user(uuid) reset search_path"],
  ["definer", "accounts_of_user(uuid)", "alter function accounts_of_user(uuid) owner to cordon_owner"],
  ["definer", "app_scope(uuid,text,uuid)", "alter function app_scope(uuid, text, uuid) security definer"],
  [
    "public-function",
    "app_scope(uuid,text,uuid)",
    "grant execute on function app_scope(uuid, text, uuid) to public",
  ],
  ["public-function", "one()", "create function one() returns int language sql return 1"],
  ["leakproof", "app_sees_group(integer)", "alter function app_sees_group(int) leakproof"],
];

describe("the gate", () => {
  let client: Client;
  beforeAll(async () => {
    client = await superuserClient();
  });
  afterAll(() => client.end());

  async function foundAfter(sql: string): Promise<string[]> {
    await client.query("begin");
    try {
      await client.query(sql);
      const found = await findings(client);
      const name = (subject: string) =>
        subject.replace(/^database .*/, "database").replace(/^public\.(?=.*\()/, "");
      return [...new Set(found.map(({ rule, subject }) => `${rule}: ${name(subject)}`))].sort();
    } finally {
      await client.query("rollback");
    }
  }

  it("lets what the migrations make pass, for whichever role asks", async () => {
    expect(await foundAfter("select 1")).toEqual([]);
    await assertGate(process.env.DATABASE_URL ?? "");
    await assertGate(process.env.WEB_DATABASE_URL ?? "");
    await assertGate(process.env.WORKER_DATABASE_URL ?? "");
  });

  it("lets a new account table, a view for its invoker and a part nobody is granted pass", async () => {
    expect(await foundAfter(accountTable())).toEqual([]);
    expect(
      await foundAfter("create view mine with (security_invoker = true) as select * from device"),
    ).toEqual([]);
    expect(
      await foundAfter(
        `${accountTable("partition by list (account_id)")} create table part partition of stray default`,
      ),
    ).toEqual([]);
  });

  it.each(breaks)("finds %s on %s: %s", async (rule, subject, sql, also) => {
    expect(await foundAfter(sql)).toEqual([`${rule}: ${subject}`, ...(also ? [also] : [])]);
  });

  it("has been shown a break of each of its rules", () => {
    expect(new Set(breaks.map(([rule]) => rule))).toEqual(new Set(ruleNames));
  });

  it("says all of it, in words, when it stops a process", async () => {
    const url = process.env.DATABASE_URL ?? "";
    await client.query("alter table device disable row level security");
    await expect(assertGate(url)).rejects.toThrow("device: row-level security is not enabled");
    await client.query("alter table device enable row level security");
    await assertGate(url);
  });

  it("finds each of five mutations on each account table", async () => {
    const { rows } = await client.query<{ name: string }>(
      "select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'account_id' order by 1",
    );
    expect(rows.length).toBeGreaterThan(14);
    for (const { name } of rows) {
      const mutations: [string, string][] = [
        ["row-security", `alter table ${name} disable row level security`],
        ["row-security-forced", `alter table ${name} no force row level security`],
        ["policy-missing", `drop policy whole_account on ${name}`],
        ["policy", `create policy open on ${name} to cordon_web using (true)`],
        ["privilege", `grant truncate on ${name} to cordon_web`],
      ];
      for (const [rule, sql] of mutations) expect(await foundAfter(sql), sql).toEqual([`${rule}: ${name}`]);
    }
  }, 90_000);
});
