import assert from "node:assert/strict";
import { Client, Pool } from "pg";
import { compare, printVerdicts, type Verdict } from "@/bench/compare";
import { bootstrapDatabase, randomPasswords } from "@/db/bootstrap";
import { migrate } from "@/db/migrate";
import { closePools } from "@/db/pools";
import { readInScope } from "@/db/scoped";
import { fillDevices } from "@/db/testing/fill-devices";
import type { Member } from "@/lib/access/actor";
import { allPermissions } from "@/lib/access/permissions";
import { builtInRoles } from "@/lib/access/roles";
import type { Scope } from "@/lib/access/scope";
import { listAdvice } from "@/lib/advice/list-advice";
import { overviewAdvice } from "@/lib/advice/overview-advice";
import { getDevice } from "@/lib/devices/get-device";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { listMembers } from "@/lib/people/list-members";
import { writeUses } from "@/lib/use/write-uses";

const people = 500;
const devices = Number(process.env.BENCH_DEVICES ?? 100_000);
const groups = 200;
const database = "cordon_bench_privilege";

/** What counting adds to a request, and how long the advisor takes, in an account of 500 people and 200 groups. */
export async function run(adminUrl: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`drop database if exists ${database} with (force)`);
  const password = process.env.BENCH_PASSWORD;
  const passwords = password
    ? { owner: password, web: password, worker: password, ingest: password }
    : randomPasswords();
  const urls = await bootstrapDatabase(adminUrl, { database, passwords });
  await migrate(urls.owner);
  process.env.WEB_DATABASE_URL = urls.web;
  process.env.LOG_LEVEL ??= "silent";
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const bare = new Pool({ connectionString: url.toString(), max: 4 });
  bare.on("error", () => undefined); // the database is dropped under its idle connections
  try {
    const account = await fill(bare);
    printVerdicts("What counting adds to a request on a device", await measureCounting(bare, account));
    const title = `The advisor, ${people} people, ${groups} groups, ${devices.toLocaleString("en-GB")} devices`;
    printVerdicts(title, await measureAdvice(bare, account));
  } finally {
    await Promise.all([bare.end(), closePools()]);
    await admin.query(`drop database ${database} with (force)`);
    await admin.end();
  }
}

async function fill(bare: Pool): Promise<string> {
  const account = newId();
  await bare.query("insert into account (id, slug, name) values ($1, 'bench', 'Bench')", [account]);
  await bare.query("insert into group_counter (account_id, last_no) values ($1, 0)", [account]);
  await fillDevices((sql, values) => bare.query(sql, values), account, devices, groups);
  for (const builtIn of Object.keys(builtInRoles))
    await bare.query(
      "insert into role (account_id, id, built_in, name) values ($1, gen_random_uuid(), $2, $2)",
      [account, builtIn],
    );
  const into = (sql: string, values: unknown[] = []) => bare.query(sql, [account, ...values]);
  await into(
    `with person as (
       insert into app_user (id, email, name)
       select gen_random_uuid(), 'person' || n || '@bench.test', 'Person ' || n from generate_series(1, $2::int) n returning id, email, name)
     insert into membership (account_id, id, user_id, email, name, created_at, last_seen_at)
     select $1, gen_random_uuid(), id, email, name, now() - interval '200 days', now() from person`,
    [people],
  );
  // one in twenty administers, the others have two grants for ten groups each
  await into(
    `insert into role_grant (account_id, id, membership_id, role_id, whole_account, created_at)
     select m.account_id, gen_random_uuid(), m.id, r.id, r.built_in = 'administrator', now() - interval '150 days'
     from (select *, row_number() over (order by email) as n from membership where account_id = $1) m
     join role r on r.account_id = $1
       and case when m.n % 20 = 0 then r.built_in = 'administrator' else r.built_in in ('device_operator', 'technician') end`,
  );
  await into(
    `insert into role_grant_group (account_id, grant_id, group_no)
     select g.account_id, g.id, no from role_grant g cross join lateral (
       select distinct 1 + (abs(hashtext(g.id::text || n)) % $2::int) as no from generate_series(1, 10) n) s
     where g.account_id = $1 and not g.whole_account`,
    [groups],
  );
  await into(
    `insert into grant_holding (account_id, grant_id, whole_account, group_nos, reach_since, permissions_since)
     select account_id, id, whole_account, '{}', now() - interval '120 days',
       (select jsonb_object_agg(p, now() - interval '120 days') from unnest($2::text[]) p)
     from role_grant where account_id = $1`,
    [allPermissions],
  );
  // a dozen permissions, each in some of the groups
  await into(
    `insert into permission_last_use (account_id, membership_id, permission, group_no, last_used_at)
     select distinct g.account_id, g.membership_id, p, gg.group_no, now() - interval '10 days'
     from role_grant g join role_grant_group gg on gg.account_id = g.account_id and gg.grant_id = g.id
     cross join unnest(($2::text[])[1:12]) p where g.account_id = $1 and gg.group_no % 3 = 0`,
    [builtInRoles.device_operator.permissions],
  );
  await into(
    `insert into permission_use (account_id, membership_id, permission, group_no, day, uses, last_used_at)
     select u.account_id, membership_id, permission, group_no, current_date - n, 5, last_used_at
     from permission_last_use u cross join generate_series(10, 20) n where u.account_id = $1`,
  );
  await into(
    `insert into account_figure (account_id, day, members, elevated_holders, without_factor, unused_permissions)
     select $1, current_date - n, 500, 25, 40, 1000 from generate_series(1, 120) n`,
  );
  await bare.query("vacuum analyze");
  return account;
}

async function memberOf(bare: Pool, account: string, groupNos: readonly number[] | "all"): Promise<Member> {
  const { rows } = await bare.query("select id, user_id from membership where account_id = $1 limit 1", [
    account,
  ]);
  const scope: Scope = groupNos;
  return {
    kind: "member",
    userId: rows[0].user_id,
    membershipId: rows[0].id,
    email: "bench@example.test",
    label: "Bench",
    address: null,
    account: { id: account, slug: "bench", name: "Bench" },
    prover: "asked_before",
    scopes: new Map(allPermissions.map((permission) => [permission, scope])),
  };
}

/** Requests through `perform`, and every five hundred of them written down, against the same work with nothing counted. */
async function measureCounting(bare: Pool, account: string): Promise<Verdict[]> {
  const { rows } = await bare.query(
    "select device_id as id from device_group_member where account_id = $1 and group_no = 7 limit 200",
    [account],
  );
  const ids = rows.map(({ id }) => id as string);
  const verdicts: Verdict[] = [];
  for (const [who, groups] of [
    ["technician of 3 groups", [3, 7, 11]],
    ["whole account", "all"],
  ] as const) {
    const actor = await memberOf(bare, account, groups);
    const scope = { accountId: account, groups, membershipId: actor.membershipId };
    const relyOn = () => undefined;
    verdicts.push(
      await compare({
        what: `${who}: see 500 devices`,
        goal: 1.05,
        ours: async () => {
          for (let time = 0; time < 500; time += 1)
            await perform(actor, getDevice, { deviceId: ids[time % ids.length] ?? "" });
          await writeUses();
        },
        bare: async () => {
          for (let time = 0; time < 500; time += 1)
            await readInScope(scope, (db) =>
              getDevice.run(
                { db, actor, scope: groups, now: new Date(), relyOn },
                getDevice.input.parse({ deviceId: ids[time % ids.length] ?? "" }),
              ),
            );
        },
        times: 3,
      }),
    );
  }
  return verdicts;
}

/** Against the list of the same people, which a page shows too. */
async function measureAdvice(bare: Pool, account: string): Promise<Verdict[]> {
  const actor = await memberOf(bare, account, "all");
  const { counts } = await perform(actor, listAdvice, {});
  assert(counts.unused_permissions > 100 && counts.wide_scope > 100 && counts.elevated > 20);
  const list = () => perform(actor, listMembers, { limit: 200 });
  return [
    await compare({
      what: "advice of everybody / 200 people listed",
      goal: 6,
      ours: () => perform(actor, listAdvice, {}),
      bare: list,
      times: 10,
    }),
    await compare({
      what: "numbers of the overview / 200 people listed",
      goal: 6,
      ours: () => perform(actor, overviewAdvice, {}),
      bare: list,
      times: 10,
    }),
  ];
}
