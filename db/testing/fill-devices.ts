/**
 * Fills an account, whose row and group counter exist, with groups and devices in a few statements: groups have an even
 * share each, every third device is in two. Labels are in no order of groups.
 */
export async function fillDevices(
  execute: (sql: string, values: unknown[]) => Promise<unknown>,
  accountId: string,
  devices: number,
  groups: number,
): Promise<void> {
  await execute(
    `insert into device_group (account_id, id, group_no, name)
     select $1, gen_random_uuid(), n, 'Group ' || lpad(n::text, 5, '0') from generate_series(1, $2::int) n`,
    [accountId, groups],
  );
  await execute("update group_counter set last_no = $2 where account_id = $1", [accountId, groups]);
  await execute(
    `insert into device (account_id, id, kind, state, label, iccid, imsi, msisdn, groups, online, last_heard_at, created_at)
     select $1, gen_random_uuid(), (array['cellular', 'satellite', 'lorawan'])[1 + n % 3],
       (array['active', 'active', 'suspended', 'in_stock'])[1 + n % 4], 'Meter ' || lpad(((n * 7919::bigint) % $2)::text, 7, '0'),
       '89' || lpad(n::text, 17, '0'), '901' || lpad(n::text, 12, '0'), '88' || lpad(n::text, 10, '0'),
       case when n % 3 <> 0 or one = other then array[one] else array[least(one, other), greatest(one, other)] end,
       n % 5 = 0, now() - n * interval '1 second', now() - n * interval '1 minute'
     from generate_series(1, $2::int) n
     cross join lateral (select 1 + n % $3::int as one, 1 + (n / 3 + 7) % $3::int as other) g`,
    [accountId, devices, groups],
  );
  await execute(
    `insert into device_group_member (account_id, group_no, device_id, label_key)
     select account_id, unnest(groups), id, label_key from device where account_id = $1`,
    [accountId],
  );
  await execute(
    `update device_group g set device_count = m.n
     from (select group_no, count(*) as n from device_group_member where account_id = $1 group by group_no) m
     where g.account_id = $1 and g.group_no = m.group_no`,
    [accountId],
  );
}
