import type { Pool } from "pg";
import { fillDevices } from "@/db/testing/fill-devices";
import type { Member } from "@/lib/access/actor";
import { allPermissions } from "@/lib/access/permissions";
import { builtInRoles } from "@/lib/access/roles";
import { newId } from "@/lib/kernel/id";

export const people = 500;
export const groups = 200;
export const devices = Number(process.env.BENCH_DEVICES ?? 100_000);

export interface Estate {
  actor: Member;
  roleId: string;
  deviceId: string;
}

/** An account of many people who have used a part of what they hold, and many devices in many groups. */
export async function fill(pool: Pool): Promise<Estate> {
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
  await fillUses(execute, account);
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

type Execute = (sql: string, values: unknown[]) => Promise<unknown>;

/** Every grant was seen 120 days ago, and of the permissions a third was used since. */
async function fillUses(execute: Execute, account: string): Promise<void> {
  await execute(
    `insert into grant_holding (account_id, grant_id, whole_account, group_nos, reach_since, permissions_since)
     select account_id, id, whole_account, '{}', now() - interval '120 days',
       (select jsonb_object_agg(p, now() - interval '120 days') from unnest($2::text[]) p)
     from role_grant where account_id = $1`,
    [account, allPermissions],
  );
  await execute(
    `insert into permission_last_use (account_id, membership_id, permission, group_no, last_used_at)
     select distinct g.account_id, g.membership_id, p, coalesce(gg.group_no, 0), now() - interval '10 days'
     from role_grant g left join role_grant_group gg on gg.account_id = g.account_id and gg.grant_id = g.id
     cross join unnest($2::text[]) p
     where g.account_id = $1 and abs(hashtext(g.membership_id::text || p)) % 3 = 0`,
    [account, allPermissions],
  );
  await execute(
    `insert into account_figure (account_id, day, members, elevated_holders, without_factor, unused_permissions)
     select $1, current_date - n, ${people}, 25, 40, 1000 from generate_series(1, 120) n`,
    [account],
  );
}
