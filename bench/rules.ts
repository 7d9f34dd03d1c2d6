import assert from "node:assert/strict";
import { Client } from "pg";
import { type Comparison, compare, printVerdicts } from "@/bench/compare";
import { bootstrapDatabase, randomPasswords } from "@/db/bootstrap";
import { migrate } from "@/db/migrate";
import { fillDevices } from "@/db/testing/fill-devices";
import { newId } from "@/lib/kernel/id";

const devices = Number(process.env.BENCH_DEVICES ?? 100_000);
const groups = 200;
const database = "cordon_bench_rules";

/** A rule asked of every device of an account, and of few devices after they changed, against SQL that says the same plainly. */
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
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const client = new Client({ connectionString: url.toString() });
  await client.connect();
  try {
    const account = newId();
    await client.query("insert into account (id, slug, name) values ($1, 'bench', 'Bench')", [account]);
    await client.query("insert into group_counter (account_id, last_no) values ($1, 0)", [account]);
    await fillDevices((sql, values) => client.query(sql, values), account, devices, groups);
    await client.query(
      "update device set network = '204-08', country = 'NL' where account_id = $1 and kind = 'cellular'",
      [account],
    );
    await client.query(
      `update device_group set rule = $2, rule_words = 'Bench' where account_id = $1 and group_no <= 20`,
      [
        account,
        JSON.stringify({ kinds: ["cellular"], label: { how: "contains", text: "77" }, countries: ["NL"] }),
      ],
    );
    await client.query("vacuum analyze");
    await client.query("select set_config('app.account', $1, false)", [account]);
    await client.query("select follow_rules(null, null)");
    const verdicts = [];
    for (const comparison of await comparisonsOf(client, account)) verdicts.push(await compare(comparison));
    printVerdicts(`Rules, ${devices.toLocaleString("en-GB")} devices, 20 groups with a rule`, verdicts);
  } finally {
    await client.end();
    await admin.query(`drop database ${database} with (force)`);
    await admin.end();
  }
}

const plainly = `d.kind = any('{cellular}') and strpos(d.label_key, '77') > 0 and d.country = any('{NL}')`;

async function comparisonsOf(client: Client, account: string): Promise<Comparison[]> {
  const bareWhole = `
    with wanted as materialized (select d.id from device d where d.account_id = $1 and ${plainly}),
      had as materialized (select device_id as id from device_group_member where account_id = $1 and group_no = 7)
    select (select count(*) from wanted w where not exists (select from had h where h.id = w.id)) as joins,
      (select count(*) from had h where not exists (select from wanted w where w.id = h.id)) as leaves`;
  const some = (
    await client.query(
      "select array_agg(id) as ids from (select id from device where account_id = $1 limit 200) s",
      [account],
    )
  ).rows[0].ids;
  const bareSome = `
    with wanted as materialized (select g.group_no, d.id from generate_series(1, 20) g (group_no), device d
        where d.account_id = $1 and d.id = any($2::uuid[]) and ${plainly}),
      had as materialized (select group_no, device_id as id from device_group_member
        where account_id = $1 and group_no <= 20 and device_id = any($2::uuid[]))
    select (select count(*) from wanted w where not exists (select from had h where h.id = w.id and h.group_no = w.group_no)) as joins,
      (select count(*) from had h where not exists (select from wanted w where w.id = h.id and w.group_no = h.group_no)) as leaves`;
  const { rows } = await client.query(bareWhole, [account]);
  assert.deepEqual(rows[0], { joins: "0", leaves: "0" }, "the rule and the plain SQL do not mean the same");
  return [
    {
      what: "one group's rule, all devices",
      goal: 3,
      ours: () => client.query("select * from follow_rules(null, 7)"),
      bare: () => client.query(bareWhole, [account]),
      times: 5,
    },
    {
      what: "all rules, 200 devices that changed",
      goal: 3,
      ours: () => client.query("select * from follow_rules($1::uuid[], null)", [some]),
      bare: () => client.query(bareSome, [account, some]),
      times: 20,
    },
  ];
}
