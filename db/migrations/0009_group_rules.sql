-- Device groups that fill themselves by a rule, and what the network says about where a device is.

alter table device
  -- the network that was last heard of it, as MCC-MNC, and the country of that network, as ISO 3166-1 alpha-2
  add column network text collate "C",
  add column country text collate "C";
grant update (network, country) on device to cordon_ingest;

alter table device_group
  -- null: filled by hand
  add column rule jsonb,
  -- the rule as people read it: the reason of every move it makes
  add column rule_words text,
  -- counts changes, so that of two people changing the same group the second one is told
  add column version int not null default 1,
  add check ((rule is null) = (rule_words is null));
create index device_group_with_rule on device_group (account_id, group_no) where rule is not null;
grant insert (rule, rule_words, version), update (rule, rule_words, version) on device_group to cordon_web;
grant update (version) on device_group to cordon_web_groups;

-- Whether a device is one that a rule means: the only place where that is decided. Plain expressions without a query in them,
-- so that the planner puts them into the query that asks.
create function in_range(value text, range jsonb) returns boolean
language sql immutable parallel safe
return length(value) = length(range->>'from') and value collate "C" between range->>'from' and range->>'to';

create function rule_matches(rule jsonb, d device) returns boolean
language sql immutable parallel safe
return coalesce(
  (not rule ? 'kinds' or rule->'kinds' ? d.kind)
  and (not rule ? 'label' or case rule#>>'{label,how}'
    when 'begins' then starts_with(d.label_key, lower(rule#>>'{label,text}'))
    else strpos(d.label_key, lower(rule#>>'{label,text}')) > 0 end)
  and (not rule ? 'identifier' or case rule#>>'{identifier,name}'
    when 'iccid' then in_range(d.iccid, rule->'identifier')
    when 'imsi' then in_range(d.imsi, rule->'identifier')
    when 'msisdn' then in_range(d.msisdn, rule->'identifier')
    when 'imei' then in_range(d.imei, rule->'identifier')
    when 'devEui' then in_range(d.dev_eui, rule->'identifier') end)
  and (not rule ? 'networks' or rule->'networks' ? d.network)
  and (not rule ? 'countries' or rule->'countries' ? d.country), false);
revoke all on function in_range(text, jsonb) from public;
revoke all on function rule_matches(jsonb, device) from public;
grant execute on function in_range(text, jsonb), rule_matches(jsonb, device) to cordon_web, cordon_definer;

-- Held while a device comes into a group, so that nobody is given a permission there meanwhile: it stands against what
-- changes access, and not against others who move devices. In a statement of its own, so that the next one sees what was
-- committed while this one waited.
create function hold_access() returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform 1 from public.role r
  where r.account_id = current_setting('app.account')::uuid and r.built_in = 'administrator' for share;
end $$;

-- Held while devices change in what rules look at, against whoever changes a rule: either sees the other's work.
create function hold_rules() returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform 1 from public.group_counter c where c.account_id = current_setting('app.account')::uuid for share;
end $$;

-- The same for the road of the network, which hears devices of several accounts at once.
create function hold_rules_of(accounts uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform 1 from public.group_counter c where c.account_id = any(accounts) order by c.account_id for share;
end $$;

-- What people have on the devices of these groups by a grant for the group that holds now or will, or will have by an
-- invitation that is open, and until when. Asked outside the caller's scope: whoever moves a device gives it to all of them.
create function given_through_groups(of_groups int[], at timestamptz)
returns table (group_no int, built_in text, permissions text[], ends_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public as $$
#variable_conflict use_column
declare
  account uuid := current_setting('app.account')::uuid;
begin
  return query
    select distinct gg.group_no, r.built_in, r.permissions, g.ends_at
    from public.role_grant_group gg
    join public.role_grant g on g.account_id = account and g.id = gg.grant_id
    join public.membership m on m.account_id = account and m.id = g.membership_id
    join public.role r on r.account_id = account and r.id = g.role_id
    where gg.account_id = account and gg.group_no = any(of_groups) and not g.whole_account
      and g.revoked_at is null and (g.ends_at is null or g.ends_at > at) and m.removed_at is null
    union
    select n.no, r.built_in, r.permissions, i.access_ends_at
    from public.invitation i
    join public.role r on r.account_id = account and r.id = i.role_id
    cross join unnest(i.group_nos) n (no)
    where i.account_id = account and i.accepted_at is null and i.revoked_at is null and not i.whole_account
      and i.expires_at > at and (i.access_ends_at is null or i.access_ends_at > at) and n.no = any(of_groups);
end $$;

-- Puts devices into the groups whose rules mean them and takes them out of those whose rules do not, and says what moved.
-- changed: the devices that changed (null: all of the account); of_group: the group whose rule changed (null: all with one).
-- It runs outside the caller's group scope, because a rule looks at every device. Whoever calls it holds hold_rules, and the
-- devices that changed.
create function follow_rules(changed uuid[], of_group int)
returns table (group_id uuid, group_no int, group_name text, rule_words text, device_id uuid, device_label text,
  joins boolean, groups int[])
language plpgsql security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare
  account uuid := current_setting('app.account')::uuid;
  moved_nos int[];
  moved_ids uuid[];
  moved_in boolean[];
begin
  with ruled as (
    select g.group_no, g.rule from public.device_group g
    where g.account_id = account and g.rule is not null and (of_group is null or g.group_no = of_group)
  ), wanted as materialized (
    select r.group_no, d.id, d.label_key from ruled r
    join public.device d on d.account_id = account and (changed is null or d.id = any(changed))
    where public.rule_matches(r.rule, d)
  ), had as materialized (
    select m.group_no, m.device_id from ruled r
    join public.device_group_member m on m.account_id = account and m.group_no = r.group_no
      and (changed is null or m.device_id = any(changed))
  ), gone as (
    delete from public.device_group_member m
    using (select h.group_no, h.device_id from had h
           where not exists (select from wanted w where w.group_no = h.group_no and w.id = h.device_id)) x
    where m.account_id = account and m.group_no = x.group_no and m.device_id = x.device_id
    returning m.group_no, m.device_id
  ), come as (
    insert into public.device_group_member (account_id, group_no, device_id, label_key)
    select account, w.group_no, w.id, w.label_key from wanted w
    where not exists (select from had h where h.group_no = w.group_no and h.device_id = w.id)
    order by w.group_no, w.id
    on conflict do nothing returning group_no, device_id
  ), moves as (
    select c.group_no, c.device_id, true as is_in from come c
    union all select g.group_no, g.device_id, false from gone g
  )
  select array_agg(m.group_no), array_agg(m.device_id), array_agg(m.is_in)
  into moved_nos, moved_ids, moved_in from moves m;
  if moved_ids is null then return; end if;
  perform public.sync_device_groups(array(select distinct unnest(moved_ids)), array(select distinct unnest(moved_nos)));
  return query
    select g.id, g.group_no, g.name, g.rule_words, d.id, d.label, m.is_in, d.groups || m.no
    from unnest(moved_nos, moved_ids, moved_in) m (no, device, is_in)
    join public.device_group g on g.account_id = account and g.group_no = m.no
    join public.device d on d.account_id = account and d.id = m.device
    order by g.group_no, m.is_in, d.label_key, d.id;
end $$;

-- The same for devices of which the network said something new, each with its account: recorded as Cordon's own work.
-- groups: those of each moved device before and after together.
create function follow_rules_heard(accounts uuid[], devices uuid[])
returns table (account_id uuid, device_id uuid, groups int[])
language plpgsql security definer set search_path = pg_catalog, public as $$
#variable_conflict use_column
declare
  account uuid;
  heard uuid[];
begin
  for account, heard in
    select h.account, array_agg(h.device order by h.device) from unnest(accounts, devices) h (account, device)
    where exists (select from public.device_group g where g.account_id = h.account and g.rule is not null)
    group by h.account order by h.account
  loop
    perform set_config('app.account', account::text, true);
    return query
      with moves as materialized (select * from public.follow_rules(heard, null)),
      told as (
        select m.joins, m.rule_words, 'group' as kind, m.group_id as target, m.group_name as label,
          jsonb_build_object('count', count(*)) as more
        from moves m group by m.joins, m.rule_words, m.group_id, m.group_name
        union all
        select m.joins, m.rule_words, 'device', m.device_id, m.device_label,
          jsonb_build_object('group', jsonb_build_object('id', m.group_id, 'name', m.group_name))
        from moves m
      ), recorded as (
        insert into public.audit_event (account_id, id, actor_kind, actor_label, operation, action, outcome,
          target_kind, target_id, target_label, detail)
        select account,
          -- time-ordered, as every id (RFC 9562, section 5.7)
          encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
            substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid,
          'system', 'Cordon', 'accounting.record',
          case when t.joins then 'group.devices_added' else 'group.devices_removed' end, 'done',
          t.kind, t.target::text, t.label, t.more || jsonb_build_object('reason', t.rule_words)
        from told t
      )
      select account, m.device_id, array_agg(distinct n.no) from moves m cross join unnest(m.groups) n (no)
      group by m.device_id;
  end loop;
end $$;

-- planned for the devices it is given: for ten of them and for a hundred thousand the same plan will not do
alter function sync_device_groups(uuid[], int[]) set plan_cache_mode = force_custom_plan;

grant select on role, invitation, group_counter to cordon_definer;
-- locking a row takes the right to change it
grant update (version) on role to cordon_definer;
grant update (last_no) on group_counter to cordon_definer;
grant insert, delete on device_group_member to cordon_definer;
grant insert on audit_event to cordon_definer;
grant create on schema public to cordon_definer;
alter function hold_access() owner to cordon_definer;
alter function hold_rules() owner to cordon_definer;
alter function hold_rules_of(uuid[]) owner to cordon_definer;
alter function given_through_groups(int[], timestamptz) owner to cordon_definer;
alter function follow_rules(uuid[], int) owner to cordon_definer;
alter function follow_rules_heard(uuid[], uuid[]) owner to cordon_definer;
revoke create on schema public from cordon_definer;
revoke all on function hold_access(), hold_rules(), hold_rules_of(uuid[]), given_through_groups(int[], timestamptz),
  follow_rules(uuid[], int), follow_rules_heard(uuid[], uuid[]) from public;
grant execute on function hold_access(), hold_rules(), given_through_groups(int[], timestamptz), follow_rules(uuid[], int)
  to cordon_web, cordon_web_groups;
grant execute on function hold_rules_of(uuid[]), follow_rules_heard(uuid[], uuid[]) to cordon_ingest;
