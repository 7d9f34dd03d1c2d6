-- Storing credentials by the hundred thousand, and an end to what rubbish of a gateway leaves behind.

-- Nobody but store_credentials adds a row, and it looks at every device in the statement that does; no role that Cordon works
-- with may delete a device. What a foreign key adds is that look once more, row by row, and a lock that rewrites the device.
alter table device_credential drop constraint device_credential_account_id_fkey,
  drop constraint device_credential_account_id_device_id_fkey;

-- As before, with fewer looks: what is stored is first tried as it is given. Only where a username or a device turns out to
-- be taken each record is looked at by itself, and goes in beside what is there or is left out. The looks of the usual case
-- are joins over all records, instead of some for each.
create or replace function store_credentials(device_ids uuid[], ids bytea, usernames text[], lookups bytea,
  sealed_records bytea, version smallint, moment timestamptz, valid_since timestamptz, valid_to timestamptz, bound text[],
  only_nas text[], work uuid, by_label text, replace boolean, old_until timestamptz, end_on_first_use boolean)
returns setof uuid
language plpgsql security definer set search_path = pg_catalog, public
-- each device is a look into an index, also where the plan was made while the table was still empty
set enable_seqscan = off set plan_cache_mode = force_custom_plan set jit = off as $$
declare
  account uuid := current_setting('app.account')::uuid;
  scope text := current_setting('app.groups');
  member uuid := nullif(current_setting('app.member'), '')::uuid;
  group_nos int[] := case when scope = '*' then '{}' else string_to_array(trim(both ',' from scope), ',')::int[] end;
  n int := cardinality(device_ids);
  width int := length(sealed_records) / greatest(n, 1);
  -- for each device in turn: whether it gets one, and whether another is set aside for it
  wanted boolean[];
  replaces boolean[];
  made uuid[];
begin
  if cardinality(usernames) <> n or length(ids) <> 16 * n or length(lookups) <> 32 * n
    or length(sealed_records) <> width * n then
    raise exception 'the records are not of one length';
  end if;
  if not replace then
    begin
      return query
        insert into public.device_credential (account_id, id, device_id, username, username_lookup, sealed, key_version,
          valid_from, valid_until, bound_to, nas_only, created_at, created_by, created_by_label, bulk_action_id)
        select account, encode(substring(ids from (16 * (g.place - 1))::int + 1 for 16), 'hex')::uuid, g.device_id, g.username,
          substring(lookups from (32 * (g.place - 1))::int + 1 for 32),
          substring(sealed_records from (width * (g.place - 1))::int + 1 for width), version,
          valid_since, valid_to, bound, only_nas, moment, member, by_label, work
        from unnest(device_ids, usernames) with ordinality g(device_id, username, place)
        where exists (select from public.device d where d.account_id = account and d.id = g.device_id
            and d.state <> 'terminated' and (scope = '*' or d.groups && group_nos))
          and not exists (select from public.device_credential o
            where o.username_lookup = substring(lookups from (32 * (g.place - 1))::int + 1 for 32)
              and (o.revoked_at is not null or o.replaced_at is not null)
              and o.revoked_at is null and (o.valid_until is null or o.valid_until > moment)
              and (o.account_id <> account or o.device_id <> g.device_id))
        returning device_credential.device_id;
      return;
    exception when unique_violation then
      null; -- some device has one, or some username is another's: each by itself, below
    end;
  end if;
  select array_agg(coalesce(g.fits, false) and not g.taken and not g.was_taken and (replace or not coalesce(g.good, false))
      order by g.place),
    array_agg(g.good is not null order by g.place)
  into wanted, replaces
  from (
    select given.place,
      (select d.state <> 'terminated' and (scope = '*' or d.groups && group_nos) from public.device d
       where d.account_id = account and d.id = given.device_id) as fits,
      -- of the current one: whether it has not expired
      (select c.valid_until is null or c.valid_until > moment from public.device_credential c
       where c.account_id = account and c.device_id = given.device_id and c.revoked_at is null
         and c.replaced_at is null) as good,
      exists (select from public.device_credential o
        where o.username_lookup = given.lookup and o.revoked_at is null and o.replaced_at is null
          and (o.account_id <> account or o.device_id <> given.device_id)) as taken,
      exists (select from public.device_credential o
        where o.username_lookup = given.lookup and (o.revoked_at is not null or o.replaced_at is not null)
          and o.revoked_at is null and (o.valid_until is null or o.valid_until > moment)
          and (o.account_id <> account or o.device_id <> given.device_id)) as was_taken
    from (select g.device_id, g.place, substring(lookups from (32 * (g.place - 1))::int + 1 for 32) as lookup
          from unnest(device_ids) with ordinality g(device_id, place)) given
  ) g;
  if true = any(replaces) then
    update public.device_credential c
    set replaced_at = moment,
      ends_on_first_use = end_on_first_use and (c.valid_until is null or c.valid_until > moment),
      valid_until = case when old_until is null then c.valid_until
        else least(c.valid_until, greatest(old_until, c.valid_from + interval '1 microsecond')) end
    from unnest(device_ids, wanted, replaces) g(device_id, wanted, replaces)
    where g.wanted and g.replaces and c.account_id = account and c.device_id = g.device_id
      and c.revoked_at is null and c.replaced_at is null;
  end if;
  with stored as (
    insert into public.device_credential (account_id, id, device_id, username, username_lookup, sealed, key_version,
      valid_from, valid_until, bound_to, nas_only, created_at, created_by, created_by_label, bulk_action_id)
    select account, encode(substring(ids from (16 * (g.place - 1))::int + 1 for 16), 'hex')::uuid, g.device_id, g.username,
      substring(lookups from (32 * (g.place - 1))::int + 1 for 32),
      substring(sealed_records from (width * (g.place - 1))::int + 1 for width), version,
      valid_since, valid_to, bound, only_nas, moment, member, by_label, work
    from unnest(device_ids, usernames, wanted) with ordinality g(device_id, username, wanted, place)
    where g.wanted
    on conflict do nothing
    returning device_credential.device_id
  )
  select coalesce(array_agg(s.device_id), '{}') into made from stored s;
  -- somebody else was quicker with a username or a device: nothing may be set aside without a successor
  if true = any(replaces) and exists (
    select from unnest(device_ids, wanted, replaces) g(device_id, wanted, replaces)
    where g.wanted and g.replaces and not exists (select from public.device_credential s
      where s.account_id = account and s.device_id = g.device_id and s.revoked_at is null and s.replaced_at is null)) then
    raise exception 'another credential was made at the same moment' using errcode = 'serialization_failure';
  end if;
  return query select unnest(made);
end $$;

-- What a gateway brings that cannot be used, or that is of no device, is counted for ever and kept up to a number
-- (lib/accounting/keep-newest.ts): the newest.
alter table gateway
  add column quarantined bigint not null default 0,
  add column unknown_sessions bigint not null default 0;
update gateway g set
  quarantined = (select count(*) from quarantined_record q where q.gateway_id = g.id),
  unknown_sessions = (select count(*) from unknown_session u where u.gateway_id = g.id);
create index quarantined_record_of_gateway on quarantined_record (gateway_id, received_at desc, id desc);
grant select (quarantined, unknown_sessions) on gateway to cordon_web;
grant update (quarantined, unknown_sessions) on gateway to cordon_ingest;
grant select (id, gateway_id, received_at), delete on quarantined_record to cordon_ingest;
grant delete on unknown_session to cordon_ingest;
