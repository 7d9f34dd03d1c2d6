import { asSuperuser, makeAccount, type TestAccount } from "@/db/testing/estate";
import { fillDevices } from "@/db/testing/fill-devices";

/** An account of many devices in groups. ANALYZE is left to the caller. */
export async function makeLargeAccount(slug: string, devices: number, groups: number): Promise<TestAccount> {
  const account = await makeAccount(slug);
  await fillDevices(asSuperuser, account.id, devices, groups);
  return account;
}

/** What hangs on the devices, and the people and the log beside them. */
export async function fillLargeAccount(account: { id: string }): Promise<void> {
  const into = (sql: string) => asSuperuser(sql, [account.id]);
  await into(
    `insert into device_state_change (account_id, id, device_id, to_state, actor_label)
     select account_id, gen_random_uuid(), id, 'active', 'Somebody' from device where account_id = $1`,
  );
  await into(
    `insert into data_session (account_id, id, device_id, session_key, acct_session_id, nas, started_at, last_heard_at, counters)
     select account_id, gen_random_uuid(), id, id::text, 'a', 'gw', now() - interval '1 hour', now(), '{}' from device where account_id = $1`,
  );
  await into(
    `insert into usage_hour (account_id, device_id, hour, up_bytes)
     select account_id, id, date_trunc('hour', now()) - h * interval '1 hour', 1000 from device, generate_series(1, 2) h where account_id = $1`,
  );
  await into(
    `insert into account_usage_hour (account_id, hour, up_bytes)
     select $1, date_trunc('hour', now()) - h * interval '1 hour', 1000 from generate_series(1, 5000) h`,
  );
  await into(
    `insert into audit_event (account_id, id, at, actor_kind, actor_id, actor_label, operation, action, outcome, target_kind, target_id)
     select $1, gen_random_uuid(), now() - n * interval '1 minute', 'member', gen_random_uuid(), 'Somebody', 'device.edit',
       (array['device.edited', 'device.suspended', 'group.created'])[1 + n % 3],
       case when n % 50 = 0 then 'refused' else 'done' end, 'device', gen_random_uuid()::text
     from generate_series(1, 20000) n`,
  );
  await into(
    `with person as (
       insert into app_user (id, email, name)
       select gen_random_uuid(), gen_random_uuid() || '@large.test', 'Person ' || n from generate_series(1, 4000) n returning id, email, name),
     joined as (
       insert into membership (account_id, id, user_id, email, name)
       select $1, gen_random_uuid(), id, email, name from person returning account_id, id),
     given as (
       insert into role_grant (account_id, id, membership_id, role_id, whole_account)
       select account_id, gen_random_uuid(), id, (select id from role where account_id = $1 and built_in = 'technician'), false
       from joined returning account_id, id)
     insert into role_grant_group (account_id, grant_id, group_no) select account_id, id, 1 + (random() * 99)::int from given`,
  );
  await into(
    `insert into invitation (account_id, id, email, role_id, whole_account, group_nos, token_hash, created_by_label, expires_at)
     select $1, gen_random_uuid(), 'guest' || n || '@large.test', (select id from role where account_id = $1 and built_in = 'auditor'),
       false, array[1 + n % 100], sha256(n::text::bytea), 'Somebody', now() + interval '1 day'
     from generate_series(1, 4000) n`,
  );
  await into(
    `insert into permission_last_use (account_id, membership_id, permission, group_no, last_used_at)
     select g.account_id, g.membership_id, p, gg.group_no, now() - random() * interval '200 days'
     from role_grant g join role_grant_group gg on gg.account_id = g.account_id and gg.grant_id = g.id
     cross join unnest(array['device.view', 'device.suspend', 'usage.view']) p where g.account_id = $1`,
  );
  await into(
    `insert into permission_use (account_id, membership_id, permission, group_no, day, uses, last_used_at)
     select account_id, membership_id, permission, group_no, last_used_at::date, 3, last_used_at
     from permission_last_use where account_id = $1`,
  );
  await into(
    `insert into grant_holding (account_id, grant_id, whole_account, group_nos, reach_since, permissions_since)
     select g.account_id, g.id, g.whole_account, array[1], now() - interval '120 days', '{"device.view": "2025-01-01T00:00:00Z"}'
     from role_grant g where g.account_id = $1`,
  );
}
