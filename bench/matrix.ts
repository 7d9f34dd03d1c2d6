import assert from "node:assert/strict";
import { Client, Pool } from "pg";
import { compare, printVerdicts, type Verdict } from "@/bench/compare";
import { bootstrapDatabase, randomPasswords } from "@/db/bootstrap";
import { migrate } from "@/db/migrate";
import { closePools } from "@/db/pools";
import { fillDevices } from "@/db/testing/fill-devices";
import type { Member } from "@/lib/access/actor";
import { allPermissions } from "@/lib/access/permissions";
import { builtInRoles } from "@/lib/access/roles";
import { newId } from "@/lib/kernel/id";
import { getMatrix } from "@/lib/matrix/get-matrix";
import { listDeviceReach } from "@/lib/matrix/list-device-reach";
import { perform } from "@/lib/operation/perform";
import { previewRoleChange } from "@/lib/roles/preview-role-change";

const people = 500;
const groups = 200;
const devices = Number(process.env.BENCH_DEVICES ?? 100_000);
const database = "cordon_bench_matrix";

/**
 * The permission matrix, who reaches a device, and the preview of a changed role, through `perform`, against the rows they
 * need by bare prepared SQL without row-level security: adding up included on one side, left out on the other.
 */
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
  const bare = new Pool({ connectionString: url.toString(), max: 2 });
  bare.on("error", () => undefined); // the database is dropped under its idle connections
  try {
    const { actor, roleId, deviceId } = await fill(bare);
    printVerdicts(
      `People ${people}, permissions ${allPermissions.length}, groups ${groups}, devices ${devices.toLocaleString("en-GB")}`,
      await verdictsOf(bare, actor, roleId, deviceId),
    );
  } finally {
    await Promise.all([bare.end(), closePools()]);
    await admin.query(`drop database ${database} with (force)`);
    await admin.end();
  }
}

async function fill(pool: Pool): Promise<{ actor: Member; roleId: string; deviceId: string }> {
  console.log(`Making ${people} people and ${devices.toLocaleString("en-GB")} devices in ${groups} groups …`);
  const client = await pool.connect();
  const account = newId();
  const execute = (sql: string, values: unknown[]) => client.query(sql, values);
  await execute("insert into account (id, slug, name) values ($1, 'bench', 'Bench')", [account]);
  await execute("insert into group_counter (account_id, last_no) values ($1, 0)", [account]);
  await fillDevices(execute, account, devices, groups);
  for (const [builtIn, { name }] of Object.entries(builtInRoles))
    await execute("insert into role (account_id, id, built_in, name) values ($1, $2, $3, $4)", [
      account,
      newId(),
      builtIn,
      name,
    ]);
  for (let n = 0; n < 16; n += 1)
    await execute("insert into role (account_id, id, name, permissions) values ($1, $2, $3, $4)", [
      account,
      newId(),
      `Role ${n}`,
      allPermissions.filter((_, index) => (index + n) % 3 === 0 || index === n),
    ]);
  await execute(
    `with person as (
       insert into app_user (id, email, name)
       select gen_random_uuid(), 'person' || n || '@bench.test', 'Person ' || n from generate_series(1, ${people}) n returning id, email, name)
     insert into membership (account_id, id, user_id, email, name) select $1, gen_random_uuid(), id, email, name from person`,
    [account],
  );
  // two or three grants each: a twentieth for the whole account, the others for five groups, a third of them until a day
  await execute(
    `with roles as (select array_agg(id order by name) as ids from role where account_id = $1),
     granted as (
       insert into role_grant (account_id, id, membership_id, role_id, whole_account, ends_at)
       select $1, gen_random_uuid(), m.id, roles.ids[1 + (abs(hashtext(m.id::text)) + n) % 20], abs(hashtext(m.id::text || n)) % 20 = 0,
         case when abs(hashtext(m.id::text || n)) % 3 = 0 then now() + (abs(hashtext(m.id::text)) % 90) * interval '1 day' + interval '1 hour' end
       from membership m, roles, generate_series(1, 3) n
       where m.account_id = $1 and (n < 3 or abs(hashtext(m.id::text)) % 2 = 0)
       returning id, whole_account)
     insert into role_grant_group (account_id, grant_id, group_no)
     select distinct $1, id, 1 + abs(hashtext(id::text || g)) % ${groups} from granted, generate_series(1, 5) g where not whole_account`,
    [account],
  );
  await client.query("vacuum analyze");
  const one = async (sql: string) => (await client.query(sql, [account])).rows[0];
  const reader = await one("select id, user_id from membership where account_id = $1 order by name limit 1");
  const role = await one("select id from role where account_id = $1 and name = 'Role 0'");
  const device = await one("select id from device where account_id = $1 and cardinality(groups) > 0 limit 1");
  client.release();
  return {
    roleId: role.id,
    deviceId: device.id,
    actor: {
      kind: "member",
      userId: reader.user_id,
      membershipId: reader.id,
      email: "person1@bench.test",
      label: "Bench",
      address: null,
      account: { id: account, slug: "bench", name: "Bench" },
      prover: "asked_before",
      scopes: new Map(allPermissions.map((permission) => [permission, "all"])),
    },
  };
}

/** Prepared statements in a transaction of their own, as somebody whom no policy holds back. */
async function alone(pool: Pool, statements: [name: string, text: string, values: unknown[]][]) {
  const client = await pool.connect();
  try {
    await client.query("begin read only");
    const answers: Record<string, unknown>[][] = [];
    for (const [name, text, values] of statements)
      answers.push((await client.query({ name, text, values })).rows);
    await client.query("commit");
    return answers;
  } finally {
    client.release();
  }
}

const live =
  "g.revoked_at is null and (g.starts_at is null or g.starts_at <= now()) and (g.ends_at is null or g.ends_at > now())";

async function verdictsOf(pool: Pool, actor: Member, roleId: string, deviceId: string): Promise<Verdict[]> {
  const account = actor.account.id;
  const matrix = (by: "people" | "roles") => () => perform(actor, getMatrix, { by });
  const bareMatrix = () =>
    alone(pool, [
      [
        "groups",
        "select id, group_no, name from device_group where account_id = $1 order by name_key",
        [account],
      ],
      [
        "roles",
        "select id, name, description, built_in, permissions from role where account_id = $1",
        [account],
      ],
      [
        "people",
        "select id, name, email, company from membership where account_id = $1 and removed_at is null order by name, id",
        [account],
      ],
      [
        "grants",
        `select g.membership_id, g.role_id, g.whole_account, g.ends_at, array(select gg.group_no from role_grant_group gg
           where gg.account_id = $1 and gg.grant_id = g.id) as nos from role_grant g where g.account_id = $1 and ${live}`,
        [account],
      ],
    ]);
  const [, , bareRows = []] = await bareMatrix();
  assert.equal(
    (await matrix("people")()).rows.length,
    bareRows.length,
    "the matrix is not of the same people",
  );

  const reach = () => perform(actor, listDeviceReach, { deviceId });
  const sees = Object.entries(builtInRoles).flatMap(([builtIn, { permissions }]) =>
    permissions.includes("device.view") ? [builtIn] : [],
  );
  const bareReach = () =>
    alone(pool, [
      ["device", "select groups from device where account_id = $1 and id = $2", [account, deviceId]],
      [
        "device groups",
        `select id, group_no, name from device_group where account_id = $1
           and group_no = any((select groups from device where account_id = $1 and id = $2)::int[])`,
        [account, deviceId],
      ],
      [
        "reach",
        `select m.id, m.name, m.email, g.id as "grantId", r.id as "roleId", r.name as "roleName", g.whole_account, g.ends_at
         from role_grant g
         join membership m on m.account_id = $1 and m.id = g.membership_id join role r on r.account_id = $1 and r.id = g.role_id
         where g.account_id = $1 and ${live} and (r.built_in = any($3) or r.permissions && '{device.view,device.terminate}')
           and (g.whole_account or g.id in (select gg.grant_id from role_grant_group gg where gg.account_id = $1
             and gg.group_no = any((select groups from device where account_id = $1 and id = $2)::int[])))
         order by lower(m.name) collate "C", m.id`,
        [account, deviceId, sees],
      ],
    ]);
  const [, , reachers = []] = await bareReach();
  assert.equal(
    (await reach()).people.length,
    new Set(reachers.map(({ id }) => id)).size,
    "not the same people reach the device",
  );

  const after = allPermissions.filter((permission) => !/^(device\.terminate|usage\.)/.test(permission));
  const preview = () => perform(actor, previewRoleChange, { roleId, permissions: after });
  const barePreview = () =>
    alone(pool, [
      [
        "preview",
        `select g.membership_id, (select count(distinct device_id) from device_group_member dm
           where dm.account_id = $1 and dm.group_no in (select gg.group_no from role_grant h
             join role_grant_group gg on gg.account_id = $1 and gg.grant_id = h.id
             where h.account_id = $1 and h.membership_id = g.membership_id and h.role_id = $2)) as devices
         from role_grant g where g.account_id = $1 and g.role_id = $2 and ${live} group by g.membership_id`,
        [account, roleId],
      ],
    ]);
  const foreseen = await preview();
  const [holders = []] = await barePreview();
  assert.equal(
    foreseen.people.length + foreseen.unchanged,
    holders.length,
    "not the same people are affected",
  );

  const verdicts: Verdict[] = [];
  for (const [what, goal, times, ours, bare] of [
    ["matrix of people", 4, 12, matrix("people"), bareMatrix],
    ["matrix of roles", 4, 12, matrix("roles"), bareMatrix],
    ["who reaches a device", 3, 20, reach, bareReach],
    ["preview of a changed role", 4, 3, preview, barePreview],
  ] as const)
    verdicts.push(await compare({ what, goal, ours, bare, times }, 5));
  return verdicts;
}
