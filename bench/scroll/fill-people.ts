import { Client } from "pg";

const tables = ["device_group", "grant_holding", "membership", "role", "role_grant", "role_grant_group"];

/**
 * Many people with grants in the account of this address. The owner of the tables, whom row-level security binds like
 * everybody, is let past it for this one transaction.
 */
export async function fillPeople(ownerUrl: string, slug: string, people: number): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("begin");
    for (const table of tables) await client.query(`alter table ${table} no force row level security`);
    const { rows } = await client.query("select id from account where slug = $1", [slug]);
    const account = rows[0].id;
    await client.query(
      `with person as (
         insert into app_user (id, email, name)
         select gen_random_uuid(), 'scroll' || n || '@bench.test', 'Person ' || n from generate_series(1, $2::int) n
         returning id, email, name)
       insert into membership (account_id, id, user_id, email, name)
       select $1, gen_random_uuid(), id, email, name from person`,
      [account, people],
    );
    await client.query(
      `with granted as (
         insert into role_grant (account_id, id, membership_id, role_id, whole_account, ends_at)
         select m.account_id, gen_random_uuid(), m.id, r.id, abs(hashtext(m.id::text || r.name)) % 5 = 0,
           case when abs(hashtext(m.id::text)) % 3 = 0 then now() + interval '40 days' end
         from membership m join role r on r.account_id = m.account_id and r.deleted_at is null
         where m.account_id = $1 and m.email like 'scroll%' and abs(hashtext(r.name || m.email)) % 2 = 0
         returning account_id, id, whole_account)
       insert into role_grant_group (account_id, grant_id, group_no)
       select g.account_id, g.id, dg.group_no from granted g join device_group dg on dg.account_id = g.account_id
       where not g.whole_account and abs(hashtext(g.id::text || dg.name)) % 2 = 0`,
      [account],
    );
    await client.query(
      `insert into grant_holding (account_id, grant_id, whole_account, group_nos, reach_since, permissions_since)
       select g.account_id, g.id, g.whole_account, '{}', now() - interval '120 days',
         (select coalesce(jsonb_object_agg(p, now() - interval '120 days'), '{}')
          from unnest(array['device.view', 'device.suspend', 'group.view', 'usage.view', 'device.terminate']) p)
       from role_grant g join membership m on m.account_id = g.account_id and m.id = g.membership_id
       where g.account_id = $1 and m.email like 'scroll%'`,
      [account],
    );
    for (const table of tables) await client.query(`alter table ${table} force row level security`);
    await client.query("commit");
  } finally {
    await client.end();
  }
}
