-- Devices and everything that hangs on them.

create table device (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  id uuid not null,
  kind text not null check (kind in ('cellular', 'satellite', 'lorawan')),
  state text not null default 'in_stock' check (state in ('ordered', 'in_stock', 'active', 'suspended', 'terminated')),
  isolated boolean not null default false,
  label text not null,
  label_key text collate "C" generated always as (lower(label)) stored,
  iccid text collate "C",
  imsi text collate "C",
  msisdn text collate "C",
  imei text collate "C",
  eid text collate "C",
  dev_eui text collate "C",
  join_eui text collate "C",
  note text not null default '',
  -- the numbers of the groups it is in, kept by sync_device_groups: what policies look at
  groups int[] not null default '{}',
  created_at timestamptz not null default now(),
  -- what is true now, kept by ingest in place (not indexed but for online, so that updates stay in the page)
  online boolean not null default false,
  online_since timestamptz,
  last_heard_at timestamptz,
  framed_ip text,
  usage_month date,
  month_up_bytes bigint not null default 0,
  month_down_bytes bigint not null default 0,
  version int not null default 1,
  primary key (account_id, id)
) with (fillfactor = 80);
-- the list by label; the newest first is the primary key read backwards, because ids are time-ordered
create index device_by_label on device (account_id, label_key, id);
-- lists narrowed by state, kind and online: every combination is one ordered walk per facet (lib/devices/candidates.ts)
create index device_by_facet on device (account_id, state, kind, online, label_key, id);
create index device_newest_by_facet on device (account_id, state, kind, online, id);
-- unique within the account; the plain ones beside them are how ingest finds the device of a record in any account
create unique index device_iccid on device (account_id, iccid);
create unique index device_imsi on device (account_id, imsi);
create unique index device_msisdn on device (account_id, msisdn);
create unique index device_dev_eui on device (account_id, dev_eui);
create index device_by_imei on device (account_id, imei);
create index device_by_eid on device (account_id, eid);
create index device_of_imsi on device (imsi) where imsi is not null;
create index device_of_msisdn on device (msisdn) where msisdn is not null;
create index device_of_iccid on device (iccid) where iccid is not null;
call protect_account_table('device', 'app_sees_groups(groups)');

create function app_sees_device(device_id uuid) returns boolean
language plpgsql stable parallel safe as $$
begin
  perform 1 from device d where d.account_id = current_setting('app.account')::uuid and d.id = device_id;
  return found;
end $$;
revoke all on function app_sees_device(uuid) from public;
grant execute on function app_sees_device(uuid) to cordon_web, cordon_web_groups;

create table device_group_member (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  group_no int not null,
  device_id uuid not null,
  -- the device's own, so that a group's first page is read in order from this table alone
  label_key text collate "C" not null,
  primary key (account_id, group_no, device_id),
  foreign key (account_id, group_no) references device_group (account_id, group_no) on delete cascade,
  foreign key (account_id, device_id) references device on delete cascade
);
create index device_group_member_by_label on device_group_member (account_id, group_no, label_key, device_id);
create index device_group_member_of_device on device_group_member (account_id, device_id);
call protect_account_table('device_group_member', 'app_sees_group(group_no)');
-- Foreign keys look past row-level security: without this, someone limited to a group could pull any device into it by its id.
create policy own_devices_only on device_group_member as restrictive for insert to cordon_web_groups
  with check (app_sees_device(device_id));

create table device_state_change (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  id uuid not null,
  device_id uuid not null,
  at timestamptz not null default now(),
  from_state text,
  to_state text not null,
  reason text not null default '',
  actor_label text not null,
  primary key (account_id, id),
  foreign key (account_id, device_id) references device on delete cascade
);
create index device_state_change_newest on device_state_change (account_id, device_id, at desc, id desc);
call protect_account_table('device_state_change', 'app_sees_device(device_id)');

-- One RADIUS accounting session. counters is the fold's memory: see lib/accounting/session.ts.
create table data_session (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  id uuid not null,
  device_id uuid not null,
  session_key text not null,
  -- a NAS that forgot its counter at a reboot uses a key again: which session of that key this is
  run smallint not null default 0,
  acct_session_id text not null,
  nas text not null,
  framed_ip text,
  framed_ipv6_prefix text,
  apn text,
  rat text,
  imei text,
  started_at timestamptz not null,
  last_heard_at timestamptz not null,
  stopped_at timestamptz,
  stop_cause text,
  interim_seconds int,
  -- when it counts as silent unless heard from before; null once stopped or silent
  overdue_at timestamptz,
  up_bytes bigint not null default 0,
  down_bytes bigint not null default 0,
  counters jsonb not null,
  primary key (account_id, id),
  unique (account_id, device_id, session_key, run),
  foreign key (account_id, device_id) references device on delete cascade
) with (fillfactor = 80);
create index data_session_of_device on data_session (account_id, device_id, started_at desc, id desc);
create index data_session_overdue on data_session (overdue_at) where overdue_at is not null;
create index data_session_live on data_session (account_id, device_id) where overdue_at is not null;
create index data_session_live_of_nas on data_session (nas) where stopped_at is null;
call protect_account_table('data_session', 'app_sees_device(device_id)');

create table usage_hour (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  device_id uuid not null,
  hour timestamptz not null,
  up_bytes bigint not null default 0,
  down_bytes bigint not null default 0,
  primary key (account_id, device_id, hour),
  foreign key (account_id, device_id) references device on delete cascade
) with (fillfactor = 80);
call protect_account_table('usage_hour', 'app_sees_device(device_id)');

-- The account's own sum, so that an overview does not add up a million devices.
create table account_usage_hour (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  hour timestamptz not null,
  up_bytes bigint not null default 0,
  down_bytes bigint not null default 0,
  primary key (account_id, hour)
) with (fillfactor = 80);
call protect_account_table('account_usage_hour', null);

-- Work on many devices: asked once, done by the worker, one outcome per device.
create table bulk_action (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  id uuid not null,
  operation text not null,
  input jsonb not null default '{}',
  requested_by uuid not null default nullif(current_setting('app.member'), '')::uuid,
  requested_by_label text not null,
  status text not null default 'waiting' check (status in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  total int not null,
  done int not null default 0,
  refused int not null default 0,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, requested_by) references membership
);
create index bulk_action_newest on bulk_action (account_id, requested_by, created_at desc, id desc);
call protect_account_table('bulk_action', 'requested_by = nullif(current_setting(''app.member''), '''')::uuid');

create table bulk_action_item (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  bulk_action_id uuid not null,
  position int not null,
  device_id uuid not null,
  device_label text not null,
  outcome text not null default 'waiting' check (outcome in ('waiting', 'done', 'refused')),
  reason text,
  primary key (account_id, bulk_action_id, position),
  foreign key (account_id, bulk_action_id) references bulk_action on delete cascade
);
call protect_account_table('bulk_action_item', 'app_sees_device(device_id)');

create function app_sees_bulk_action(bulk_action uuid) returns boolean
language plpgsql stable parallel safe as $$
begin
  perform 1 from bulk_action b where b.account_id = current_setting('app.account')::uuid and b.id = bulk_action;
  return found;
end $$;
revoke all on function app_sees_bulk_action(uuid) from public;
grant execute on function app_sees_bulk_action(uuid) to cordon_web_groups;
-- As above: without this, someone limited to groups could slip devices into a colleague's work by its id.
create policy own_work_only on bulk_action_item as restrictive for insert to cordon_web_groups
  with check (app_sees_bulk_action(bulk_action_id));

-- A CSV of devices to register: held until every row has been checked, then taken whole or not at all.
create table device_import (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  id uuid not null,
  file_name text not null,
  requested_by uuid not null default nullif(current_setting('app.member'), '')::uuid,
  requested_by_label text not null,
  status text not null default 'checking' check (status in ('checking', 'rejected', 'importing', 'done', 'cancelled', 'failed')),
  total int not null default 0,
  processed int not null default 0,
  content text not null,
  problem_count int not null default 0,
  -- why it failed or was rejected as a whole
  reason text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, requested_by) references membership
);
create index device_import_newest on device_import (account_id, created_at desc, id desc);
call protect_account_table('device_import', null);

-- What is wrong with a file, in the order of its lines.
create table device_import_problem (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  import_id uuid not null,
  position int not null,
  line int not null,
  field text not null,
  value text not null,
  problem text not null,
  primary key (account_id, import_id, position),
  foreign key (account_id, import_id) references device_import on delete cascade
);
call protect_account_table('device_import_problem', null);

grant select, insert on device, device_group_member, device_state_change, bulk_action, bulk_action_item, device_import,
  device_import_problem to cordon_web;
grant select on data_session, usage_hour, account_usage_hour to cordon_web;
grant update (kind, state, isolated, label, iccid, imsi, msisdn, imei, eid, dev_eui, join_eui, note, version) on device to cordon_web;
grant delete on device_group_member to cordon_web;
grant update (status, done, refused, total, finished_at) on bulk_action to cordon_web;
grant update (outcome, reason) on bulk_action_item to cordon_web;
grant update (status, total, processed, content, problem_count, reason, finished_at) on device_import to cordon_web;

grant select, insert, delete on device_group_member to cordon_web_groups;
grant select on device, data_session, usage_hour, device_state_change to cordon_web_groups;
grant update (state, isolated, label, note, version) on device to cordon_web_groups;
grant insert on device_state_change to cordon_web_groups;
grant select, insert on bulk_action, bulk_action_item to cordon_web_groups;
grant update (status, done, refused, total, finished_at) on bulk_action to cordon_web_groups;
grant update (outcome, reason) on bulk_action_item to cordon_web_groups;

grant select on device, device_group to cordon_ingest;
grant update (online, online_since, last_heard_at, framed_ip, usage_month, month_up_bytes, month_down_bytes) on device to cordon_ingest;
grant select, insert, update on data_session, usage_hour, account_usage_hour to cordon_ingest;

-- After devices were put into groups, taken out, or renamed: bring what is kept twice in line with what it is kept from.
-- It runs outside the caller's group scope because a device may also be in groups the caller does not see. Rows are locked
-- first, in order: the statement after a lock sees what another transaction committed meanwhile, so the last one is right.
create function sync_device_groups(device_ids uuid[], group_nos int[]) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  account uuid := current_setting('app.account')::uuid;
begin
  perform 1 from public.device d where d.account_id = account and d.id = any(device_ids)
  order by d.id for no key update;
  update public.device d
  set groups = coalesce((select array_agg(m.group_no order by m.group_no) from public.device_group_member m
                         where m.account_id = account and m.device_id = d.id), '{}')
  where d.account_id = account and d.id = any(device_ids);
  update public.device_group_member m set label_key = d.label_key
  from public.device d
  where m.account_id = account and m.device_id = any(device_ids)
    and d.account_id = account and d.id = m.device_id and m.label_key <> d.label_key;
  perform 1 from public.device_group g where g.account_id = account and g.group_no = any(group_nos)
  order by g.group_no for no key update;
  update public.device_group g
  set device_count = (select count(*) from public.device_group_member m
                      where m.account_id = account and m.group_no = g.group_no)
  where g.account_id = account and g.group_no = any(group_nos);
end $$;

-- The next devices of the transaction's own scope along the whole account's order, looking at no more than look_at of the
-- account's: where the scope's groups hold a fair share of it, that is a page, and the policy is spared on each device looked
-- at. Fewer than wanted says nothing about what follows.
create function walk_scope(newest boolean, descending boolean, after_key text, after_id uuid, wanted int, look_at int)
returns table (key text, id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  account uuid := current_setting('app.account')::uuid;
  scope int[] := string_to_array(trim(both ',' from current_setting('app.groups')), ',')::int[];
  from_key text collate "C" := coalesce(after_key, case when descending then repeat(chr(1114111), 4) else '' end);
  from_id uuid := coalesce(after_id, case when descending then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
                                          else '00000000-0000-0000-0000-000000000000' end::uuid);
begin
  if newest and descending then
    return query select '', n.id from (select d.id, d.groups from public.device d
      where d.account_id = account and d.id < from_id order by d.id desc limit look_at) n
      where n.groups && scope order by n.id desc limit wanted;
  elsif newest then
    return query select '', n.id from (select d.id, d.groups from public.device d
      where d.account_id = account and d.id > from_id order by d.id limit look_at) n
      where n.groups && scope order by n.id limit wanted;
  elsif descending then
    return query select n.label_key, n.id from (select d.label_key, d.id, d.groups from public.device d
      where d.account_id = account and (d.label_key, d.id) < (from_key, from_id)
      order by d.label_key desc, d.id desc limit look_at) n
      where n.groups && scope order by n.label_key desc, n.id desc limit wanted;
  else
    return query select n.label_key, n.id from (select d.label_key, d.id, d.groups from public.device d
      where d.account_id = account and (d.label_key, d.id) > (from_key, from_id)
      order by d.label_key, d.id limit look_at) n
      where n.groups && scope order by n.label_key, n.id limit wanted;
  end if;
end $$;

-- How many devices the transaction's own scope holds. It reads the scope that was set and takes no argument, so it can
-- tell nobody more than their lists do, and it spares the policy on each of a million rows.
create function count_devices_in_scope() returns bigint
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  account uuid := current_setting('app.account')::uuid;
  scope text := current_setting('app.groups');
begin
  if scope = '*' then
    return (select count(*) from public.device d where d.account_id = account);
  end if;
  return (select count(distinct m.device_id) from public.device_group_member m
          where m.account_id = account and m.group_no = any(string_to_array(trim(both ',' from scope), ',')::int[]));
end $$;

-- The same by state, and how many of each are online: the figures of an overview.
create function count_device_states_in_scope() returns table (state text, devices bigint, online bigint)
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  account uuid := current_setting('app.account')::uuid;
  scope text := current_setting('app.groups');
begin
  if scope = '*' then
    return query
      select s.state, s.devices, coalesce(o.online, 0)
      from (select d.state, count(*) as devices from public.device d where d.account_id = account group by d.state) s
      left join (select d.state, count(*) as online from public.device d
                 where d.account_id = account and d.online group by d.state) o on o.state = s.state;
  else
    return query
      select d.state, count(*), count(*) filter (where d.online)
      from (select distinct m.device_id from public.device_group_member m
            where m.account_id = account and m.group_no = any(string_to_array(trim(both ',' from scope), ',')::int[])) seen
      join public.device d on d.account_id = account and d.id = seen.device_id
      group by d.state;
  end if;
end $$;

-- What the devices of the transaction's own scope used, hour by hour: for a whole account from the sum that is kept.
create function usage_in_scope(since timestamptz) returns table (hour timestamptz, up_bytes bigint, down_bytes bigint)
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  account uuid := current_setting('app.account')::uuid;
  scope text := current_setting('app.groups');
begin
  if scope = '*' then
    return query
      select u.hour, u.up_bytes, u.down_bytes from public.account_usage_hour u
      where u.account_id = account and u.hour >= since order by u.hour;
  else
    return query
      select u.hour, sum(u.up_bytes)::bigint, sum(u.down_bytes)::bigint
      from (select distinct m.device_id from public.device_group_member m
            where m.account_id = account and m.group_no = any(string_to_array(trim(both ',' from scope), ',')::int[])) seen
      join public.usage_hour u on u.account_id = account and u.device_id = seen.device_id and u.hour >= since
      group by u.hour order by u.hour;
  end if;
end $$;

grant select on device, device_group_member, device_group, usage_hour, account_usage_hour to cordon_definer;
grant update (groups) on device to cordon_definer;
grant update (label_key) on device_group_member to cordon_definer;
grant update (device_count) on device_group to cordon_definer;
grant create on schema public to cordon_definer;
alter function sync_device_groups(uuid[], int[]) owner to cordon_definer;
alter function count_devices_in_scope() owner to cordon_definer;
alter function walk_scope(boolean, boolean, text, uuid, int, int) owner to cordon_definer;
alter function count_device_states_in_scope() owner to cordon_definer;
alter function usage_in_scope(timestamptz) owner to cordon_definer;
revoke create on schema public from cordon_definer;
revoke all on function sync_device_groups(uuid[], int[]), count_devices_in_scope(), walk_scope(boolean, boolean, text, uuid, int, int), count_device_states_in_scope(),
  usage_in_scope(timestamptz) from public;
grant execute on function sync_device_groups(uuid[], int[]), count_devices_in_scope(), walk_scope(boolean, boolean, text, uuid, int, int), count_device_states_in_scope(),
  usage_in_scope(timestamptz) to cordon_web, cordon_web_groups;
