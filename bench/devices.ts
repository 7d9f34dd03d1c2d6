import assert from "node:assert/strict";
import { Client, Pool, type PoolClient } from "pg";
import { type Comparison, compare, printVerdicts, type Verdict } from "@/bench/compare";
import { bootstrapDatabase, randomPasswords } from "@/db/bootstrap";
import { migrate } from "@/db/migrate";
import { closePools } from "@/db/pools";
import { fillDevices } from "@/db/testing/fill-devices";
import type { Member } from "@/lib/access/actor";
import { countDevices } from "@/lib/devices/count-devices";
import { listDevices } from "@/lib/devices/list-devices";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";

/** The size of the account; smaller to try the bench itself. */
const devices = Number(process.env.BENCH_DEVICES ?? 1_000_000);
const groups = Math.max(900, devices / 1_000);
const database = "cordon_bench_devices";
const page = 50;

/** The device list of a large account through `perform`, against the same rows by bare prepared SQL without row-level security. */
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
  const bare = new Pool({ connectionString: url.toString(), max: 10 });
  bare.on("error", () => undefined); // the database is dropped under its idle connections
  try {
    const account = await fill(bare);
    const verdicts: Verdict[] = [];
    for (const [who, scope, goal] of [
      ["administrator", "all", 1.2],
      ["technician of 3 groups", [17, 401, 803], 1.5],
      ["technician of 300 groups", Array.from({ length: 300 }, (_, index) => index * 3 + 1), 2],
    ] as const)
      for (const comparison of await comparisonsOf(bare, memberOf(account, scope), scope, who, goal))
        verdicts.push(await compare(comparison));
    printVerdicts(`Device list, ${devices.toLocaleString("en-GB")} devices in ${groups} groups`, verdicts);
    await measureTax(bare, urls.web, account);
  } finally {
    await Promise.all([bare.end(), closePools()]);
    await admin.query(`drop database ${database} with (force)`);
    await admin.end();
  }
}

async function fill(pool: Pool): Promise<string> {
  console.log(`Making ${devices.toLocaleString("en-GB")} devices, and a fifth of them in another account …`);
  const client = await pool.connect();
  const execute = (sql: string, values: unknown[]) => client.query(sql, values);
  const accounts = [newId(), newId()];
  for (const [index, id] of accounts.entries()) {
    await execute("insert into account (id, slug, name) values ($1, $2, $2)", [id, `bench-${index}`]);
    await execute("insert into group_counter (account_id, last_no) values ($1, 0)", [id]);
    await fillDevices(execute, id, index === 0 ? devices : devices / 5, index === 0 ? groups : groups / 5);
  }
  await client.query("vacuum analyze");
  client.release();
  return accounts[0] ?? "";
}

function memberOf(accountId: string, scope: "all" | readonly number[]): Member {
  return {
    kind: "member",
    userId: newId(),
    membershipId: newId(),
    email: "bench@example.test",
    label: "Bench",
    address: null,
    account: { id: accountId, slug: "bench-0", name: "Bench" },
    prover: "asked_before",
    scopes: new Map([
      ["device.view", scope],
      ["group.view", scope],
      ["usage.view", scope],
    ]),
  };
}

interface Stored {
  id: string;
  label: string;
}

/** One prepared statement in a transaction of its own, as somebody whom no policy holds back. */
async function alone<Row>(pool: Pool, name: string, text: string, values: unknown[]): Promise<Row[]> {
  const client = await pool.connect();
  try {
    await client.query("begin read only");
    const { rows } = await client.query({ name, text, values });
    await client.query("commit");
    return rows as Row[];
  } finally {
    client.release();
  }
}

/** The columns and group names of a list's row. */
const columns = `d.id, d.kind, d.state, d.isolated, d.label, d.note, d.iccid, d.imsi, d.msisdn, d.imei, d.eid, d.dev_eui, d.join_eui,
  d.groups, d.created_at, d.online, d.online_since, d.last_heard_at, d.framed_ip, d.usage_month, d.month_up_bytes, d.month_down_bytes,
  (select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name) order by g.name_key), '[]')
   from device_group g where g.account_id = $1 and g.group_no = any(d.groups)) as group_names`;

/** The page after a place, in the form that is fastest for so many groups without any policy. */
function pageSql(scope: "all" | readonly number[]): string {
  const order = "order by d.label_key, d.id limit $4";
  if (scope === "all")
    return `select ${columns} from device d where d.account_id = $1 and (d.label_key, d.id) > ($2, $3::uuid) ${order}`;
  if (scope.length > 16)
    return `select ${columns} from device d
      where d.account_id = $1 and (d.label_key, d.id) > ($2, $3::uuid) and d.groups && $5::int[] ${order}`;
  const each = scope.map(
    (no) => `(select m.label_key, m.device_id from device_group_member m
      where m.account_id = $1 and m.group_no = ${no} and (m.label_key, m.device_id) > ($2, $3::uuid)
      order by m.label_key, m.device_id limit $4)`,
  );
  return `select ${columns} from (select distinct label_key, device_id from (${each.join(" union all ")}) a
      order by label_key, device_id limit $4) m
    join device d on d.account_id = $1 and d.id = m.device_id ${order}`;
}

async function comparisonsOf(
  bare: Pool,
  actor: Member,
  scope: "all" | readonly number[],
  who: string,
  goal: number,
): Promise<Comparison[]> {
  let cursor: string | undefined;
  let last = { key: "", id: "00000000-0000-0000-0000-000000000000" };
  const places = [{ number: 1, cursor, ...last }];
  for (let number = 2; number <= 100; number += 1) {
    const { devices: rows, next }: { devices: Stored[]; next: string | null } = await perform(
      actor,
      listDevices,
      { cursor },
    );
    if (next === null) break;
    cursor = next;
    const end = rows.at(-1);
    last = { key: end?.label.toLowerCase() ?? "", id: end?.id ?? "" };
    places[1] = { number, cursor, ...last }; // the hundredth, or the last of few groups
  }
  const text = pageSql(scope);
  const many = scope !== "all" && scope.length > 16;
  const comparisons: Comparison[] = [];
  for (const place of places) {
    const values = [actor.account.id, place.key, place.id, page + 1, ...(many ? [scope] : [])];
    const ours = () => perform(actor, listDevices, { cursor: place.cursor });
    const theirs = () => alone<Stored>(bare, `page ${who}`, text, values);
    const [one, other] = [(await ours()).devices, (await theirs()).slice(0, page)];
    assert.deepEqual(
      one.map(({ id, label }) => ({ id, label })),
      other.map(({ id, label }) => ({ id, label })),
      `${who}: page ${place.number} is not the same`,
    );
    comparisons.push({ what: `${who}: page ${place.number}`, goal, ours, bare: theirs, times: 60 });
  }
  const countText =
    scope === "all"
      ? "select count(*) as n from device where account_id = $1"
      : "select count(distinct device_id) as n from device_group_member where account_id = $1 and group_no = any($2)";
  const countValues = scope === "all" ? [actor.account.id] : [actor.account.id, scope];
  const ours = () => perform(actor, countDevices, {});
  const theirs = () => alone<{ n: string | number }>(bare, `count ${who}`, countText, countValues);
  assert.deepEqual(
    await ours(),
    { count: Number((await theirs())[0]?.n), atLeast: false },
    `${who}: the count is not the same`,
  );
  comparisons.push({
    what: `${who}: count`,
    goal,
    ours,
    bare: theirs,
    times: scope === "all" || many ? 3 : 20,
  });
  return comparisons;
}

/** What row-level security adds to the very same statement, both inside an open transaction. */
async function measureTax(bare: Pool, webUrl: string, accountId: string): Promise<void> {
  const web = new Pool({ connectionString: webUrl, max: 1 });
  const [held, free] = [await web.connect(), await bare.connect()];
  for (const client of [held, free]) client.on("error", () => undefined); // the next statement says it
  try {
    await held.query(`begin read only; select app_scope('${accountId}', '*', null)`);
    await free.query("begin read only");
    const [some] = (
      await free.query("select id from device where account_id = $1 offset 5000 limit 1", [accountId])
    ).rows;
    const statements: [string, string, unknown[], number][] = [
      ["point", "select * from device where account_id = $1 and id = $2", [accountId, some.id], 400],
      [
        "page",
        "select id, label, state from device where account_id = $1 and label_key > $2 order by label_key, id limit 50",
        [accountId, "meter 05"],
        200,
      ],
      [
        "aggregate",
        "select state, count(*) from device where account_id = $1 group by state order by 1",
        [accountId],
        4,
      ],
    ];
    const verdicts: Verdict[] = [];
    for (const [what, text, values, times] of statements) {
      const on = (client: PoolClient) => async () =>
        (await client.query({ name: `tax ${what}`, text, values })).rows;
      assert.deepEqual(await on(held)(), await on(free)(), `${what}: not the same with and without`);
      verdicts.push(await compare({ what, goal: 1.05, ours: on(held), bare: on(free), times }));
    }
    printVerdicts("What row-level security adds to the same statement", verdicts);
  } finally {
    held.release(true);
    free.release(true);
    await web.end();
  }
}
