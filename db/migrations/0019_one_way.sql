-- Accounts whose devices sign on with PAP alone may keep no password that opens once somebody was given it.

alter table credential_rules add column one_way boolean not null default false;
grant update (one_way) on credential_rules to cordon_web;

-- Since when a password does not open any more: what may be read of it, where neither the seal nor the hash may.
alter table device_credential
  add column kept_one_way_at timestamptz,
  add check ((one_way is null) = (kept_one_way_at is null));
grant select (kept_one_way_at) on device_credential to cordon_web, cordon_web_groups;
grant update (one_way, kept_one_way_at) on device_credential to cordon_definer;

drop function credential_rules_in_scope();
-- How the account in scope makes its credentials, for those limited to groups as well.
create function credential_rules_in_scope()
returns table (realm text, pattern text, password_length int, alphabet text, one_way boolean, version int)
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select coalesce(r.realm, a.slug), coalesce(r.pattern, '{iccid}@{realm}'), coalesce(r.password_length, 20),
    coalesce(r.alphabet, 'unambiguous'), coalesce(r.one_way, false), coalesce(r.version, 0)
  from public.account a left join public.credential_rules r on r.account_id = a.id
  where a.id = current_setting('app.account')::uuid;
end;

drop function open_credentials(uuid[], timestamptz);
-- The sealed passwords of these credentials, as far as they are in the transaction's own scope, still good and can be opened.
-- Where the account keeps them one way, this is the last time: the seal leaves its row as it is read, and in its place stands
-- which transaction took it. No sign-on fits that; keep_one_way puts the hash there, in the same transaction or never.
create function open_credentials(credential_ids uuid[], moment timestamptz)
returns table (id uuid, device_id uuid, username text, sealed bytea, key_version smallint, one_way boolean)
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  account uuid := current_setting('app.account')::uuid;
  scope text := current_setting('app.groups');
  group_nos int[] := case when scope = '*' then '{}' else string_to_array(trim(both ',' from scope), ',')::int[] end;
begin
  if not exists (select from public.credential_rules r where r.account_id = account and r.one_way) then
    return query
      select c.id, c.device_id, c.username, c.sealed, c.key_version, false
      from public.device_credential c
      join public.device d on d.account_id = account and d.id = c.device_id
      where c.account_id = account and c.id = any(credential_ids) and c.sealed is not null and c.revoked_at is null
        and (c.valid_until is null or c.valid_until > moment) and (scope = '*' or d.groups && group_nos);
    return;
  end if;
  return query
    -- of two who ask at once the second waits here, and finds no seal
    with opened as materialized (
      select c.id, c.device_id, c.username, c.sealed, c.key_version
      from public.device_credential c
      join public.device d on d.account_id = account and d.id = c.device_id
      where c.account_id = account and c.id = any(credential_ids) and c.sealed is not null and c.revoked_at is null
        and (c.valid_until is null or c.valid_until > moment) and (scope = '*' or d.groups && group_nos)
      order by c.id
      for update of c
    ), taken as (
      update public.device_credential c
      set sealed = null, one_way = 'taken by ' || pg_current_xact_id()::text, kept_one_way_at = moment
      from opened o where c.account_id = account and c.id = o.id
    )
    select o.id, o.device_id, o.username, o.sealed, o.key_version, true from opened o;
end $$;

-- The hashes of passwords that open_credentials took in this very transaction, and of no others; returns how many.
create function keep_one_way(credential_ids uuid[], hashes text[])
returns int
language plpgsql security definer set search_path = pg_catalog, public as $$
declare kept int;
begin
  update public.device_credential c set one_way = given.hash
  from unnest(credential_ids, hashes) given(id, hash)
  where c.account_id = current_setting('app.account')::uuid and c.id = given.id and given.hash is not null
    and c.one_way = 'taken by ' || pg_current_xact_id()::text;
  get diagnostics kept = row_count;
  return kept;
end $$;

grant create on schema public to cordon_definer;
alter function credential_rules_in_scope() owner to cordon_definer;
alter function open_credentials(uuid[], timestamptz) owner to cordon_definer;
alter function keep_one_way(uuid[], text[]) owner to cordon_definer;
revoke create on schema public from cordon_definer;
revoke all on function credential_rules_in_scope(), open_credentials(uuid[], timestamptz), keep_one_way(uuid[], text[])
  from public;
grant execute on function credential_rules_in_scope(), open_credentials(uuid[], timestamptz), keep_one_way(uuid[], text[])
  to cordon_web, cordon_web_groups;
