-- What devices sign on to the network with, how it is made, and what became of it.

-- How an account's usernames and passwords are made. An account without a row has the defaults: the realm is its slug.
-- A realm is the account's slug or ends in ".slug" (lib/credentials/realm.ts), so no two accounts can share one and nobody
-- learns of another's by trying.
create table credential_rules (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  realm text not null,
  pattern text not null,
  password_length int not null check (password_length between 8 and 64),
  alphabet text not null check (alphabet in ('unambiguous', 'digits', 'hex', 'symbols')),
  version int not null default 1,
  changed_at timestamptz not null default now(),
  primary key (account_id)
);
call protect_account_table('credential_rules', null);

-- At most one credential of a device is neither revoked nor replaced. A replaced one goes on being accepted until its
-- valid_until, or until the one that took over is first used when ends_on_first_use says so.
-- username_lookup is a keyed hash of the username in lower case: the network finds the row by it, and that it is unique
-- across accounts tells nobody whose it is. sealed is nonce, ciphertext and tag (lib/credentials/seal.ts).
create table device_credential (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  id uuid not null,
  device_id uuid not null,
  username text collate "C" not null,
  username_lookup bytea not null,
  sealed bytea,
  key_version smallint not null,
  -- argon2id, where an account keeps no password that could be opened; PAP only
  one_way text,
  valid_from timestamptz not null,
  valid_until timestamptz,
  -- of the device's own identifiers, those that the network must name as well; none asks for nothing
  bound_to text[] not null default '{}' check (bound_to <@ '{imsi,msisdn,imei}'),
  -- the NAS it is accepted from; none means from each
  nas_only text[] not null default '{}',
  created_at timestamptz not null,
  created_by uuid,
  created_by_label text not null,
  -- the work that made it
  bulk_action_id uuid,
  first_used_at timestamptz,
  last_used_at timestamptz,
  last_nas text,
  replaced_at timestamptz,
  ends_on_first_use boolean not null default false,
  revoked_at timestamptz,
  revoked_by_label text,
  primary key (account_id, id),
  foreign key (account_id, device_id) references device on delete cascade,
  check ((sealed is null) <> (one_way is null)),
  check (valid_until is null or valid_until > valid_from)
) with (fillfactor = 90);
-- each names its own column once more, so that the other is never read in its place while the table is young
create unique index device_credential_current on device_credential (account_id, device_id)
  where revoked_at is null and replaced_at is null and device_id is not null;
create unique index device_credential_username on device_credential (username_lookup)
  where revoked_at is null and replaced_at is null and username_lookup is not null;
-- what came before: read beside the current ones, each by an index that a new credential does not have to be put into
create index device_credential_past on device_credential (account_id, device_id)
  where revoked_at is not null or replaced_at is not null;
create index device_credential_past_username on device_credential (username_lookup)
  where revoked_at is not null or replaced_at is not null;
create index device_credential_unused on device_credential (account_id, id)
  where first_used_at is null and revoked_at is null and replaced_at is null;
create index device_credential_ending on device_credential (account_id, valid_until, id)
  where valid_until is not null and revoked_at is null and replaced_at is null;
create index device_credential_replaced on device_credential (account_id, id)
  where replaced_at is not null and revoked_at is null;
call protect_account_table('device_credential', 'app_sees_device(device_id)');

-- Sign-ons that were refused, per device, day and reason. Whom nobody knows has no device, and is counted elsewhere.
create table device_auth_failure (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  device_id uuid not null,
  day date not null,
  reason text not null check (reason in ('wrong_password', 'revoked', 'expired', 'not_yet_valid', 'isolated', 'suspended',
    'terminated', 'not_active', 'imsi_mismatch', 'msisdn_mismatch', 'imei_mismatch', 'nas_mismatch')),
  failures int not null,
  last_at timestamptz not null,
  last_nas text,
  primary key (account_id, device_id, day, reason),
  foreign key (account_id, device_id) references device on delete cascade
) with (fillfactor = 80);
create index device_auth_failure_by_day on device_auth_failure (account_id, day);
call protect_account_table('device_auth_failure', 'app_sees_device(device_id)');

-- A file of credentials that somebody may fetch once, within minutes, with the passphrase that was shown to them alone.
create table credential_download (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  id uuid not null,
  requested_by uuid not null default nullif(current_setting('app.member'), '')::uuid,
  -- which credentials: a selection of devices, or what some work made
  what jsonb not null,
  total int not null,
  format text not null check (format in ('csv', 'at', 'uci', 'ppp')),
  reason text not null,
  passphrase_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, requested_by) references membership
);
call protect_account_table('credential_download',
  'requested_by = nullif(current_setting(''app.member''), '''')::uuid');

grant select, insert on credential_rules to cordon_web;
grant update (realm, pattern, password_length, alphabet, version, changed_at) on credential_rules to cordon_web;
-- neither the sealed password nor the hash by which the network finds it; both come and go through the functions below
grant select (account_id, id, device_id, username, key_version, valid_from, valid_until, bound_to, nas_only, created_at,
  created_by, created_by_label, bulk_action_id, first_used_at, last_used_at, last_nas, replaced_at, ends_on_first_use,
  revoked_at, revoked_by_label) on device_credential to cordon_web, cordon_web_groups;
grant update (valid_until, revoked_at, revoked_by_label) on device_credential to cordon_web, cordon_web_groups;
grant select on device_auth_failure to cordon_web, cordon_web_groups;
grant select, insert on credential_download to cordon_web, cordon_web_groups;
grant update (used_at) on credential_download to cordon_web, cordon_web_groups;

grant select on device_credential to cordon_ingest;
-- what a sign-on leaves behind; the first use of a new one ends those it replaced
grant update (first_used_at, last_used_at, last_nas, valid_until) on device_credential to cordon_ingest;
grant select, insert, update on device_auth_failure to cordon_ingest;

-- How the account in scope makes its credentials, for those limited to groups as well.
create function credential_rules_in_scope()
returns table (realm text, pattern text, password_length int, alphabet text, version int)
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select coalesce(r.realm, a.slug), coalesce(r.pattern, '{iccid}@{realm}'), coalesce(r.password_length, 20),
    coalesce(r.alphabet, 'unambiguous'), coalesce(r.version, 0)
  from public.account a left join public.credential_rules r on r.account_id = a.id
  where a.id = current_setting('app.account')::uuid;
end;

-- Stores credentials of one length for devices of the transaction's own scope, and returns the devices that got theirs.
-- ids, lookups and sealed are fixed-length records one after the other: numbers of bytes, not text, cross the wire.
-- Without replace, a device whose credential is current and not expired keeps it. With replace, the current one is set
-- aside: to be accepted until old_until, or until the new one is first used, or (old_until at or before moment) no longer.
-- A username that another device's credential still answers to is not given again.
create function store_credentials(device_ids uuid[], ids bytea, usernames text[], lookups bytea, sealed_records bytea,
  version smallint, moment timestamptz, valid_since timestamptz, valid_to timestamptz, bound text[], only_nas text[],
  work uuid, by_label text, replace boolean, old_until timestamptz, end_on_first_use boolean)
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

-- The sealed passwords of these credentials, as far as they are in the transaction's own scope, still good and can be opened.
create function open_credentials(credential_ids uuid[], moment timestamptz)
returns table (id uuid, device_id uuid, username text, sealed bytea, key_version smallint)
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  account uuid := current_setting('app.account')::uuid;
  scope text := current_setting('app.groups');
  group_nos int[] := case when scope = '*' then '{}' else string_to_array(trim(both ',' from scope), ',')::int[] end;
begin
  return query
    select c.id, c.device_id, c.username, c.sealed, c.key_version
    from public.device_credential c
    join public.device d on d.account_id = account and d.id = c.device_id
    where c.account_id = account and c.id = any(credential_ids) and c.sealed is not null and c.revoked_at is null
      and (c.valid_until is null or c.valid_until > moment) and (scope = '*' or d.groups && group_nos);
end $$;

-- For the change of the key: what is still sealed under another one, of every account, in the order of the primary key.
create function credentials_sealed_otherwise(version smallint, after_account uuid, after_id uuid, most int)
returns table (account_id uuid, id uuid, device_id uuid, sealed bytea, key_version smallint)
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select c.account_id, c.id, c.device_id, c.sealed, c.key_version from public.device_credential c
  where (c.account_id, c.id) > (after_account, after_id) and c.key_version <> version and c.sealed is not null
  order by c.account_id, c.id limit most;
end;

-- Puts what was sealed anew in the place of what it was opened from, and of nothing else.
create function reseal_credentials(accounts uuid[], ids uuid[], before bytea[], after bytea[], version smallint)
returns int
language plpgsql security definer set search_path = pg_catalog, public as $$
declare resealed int;
begin
  update public.device_credential c set sealed = given.after, key_version = version
  from unnest(accounts, ids, before, after) given(account_id, id, before, after)
  where c.account_id = given.account_id and c.id = given.id and c.sealed = given.before;
  get diagnostics resealed = row_count;
  return resealed;
end $$;

grant select on credential_rules, device_credential to cordon_definer;
grant insert on device_credential to cordon_definer;
grant update (sealed, key_version, replaced_at, ends_on_first_use, valid_until) on device_credential to cordon_definer;
grant create on schema public to cordon_definer;
alter function credential_rules_in_scope() owner to cordon_definer;
alter function store_credentials(uuid[], bytea, text[], bytea, bytea, smallint, timestamptz, timestamptz, timestamptz,
  text[], text[], uuid, text, boolean, timestamptz, boolean) owner to cordon_definer;
alter function open_credentials(uuid[], timestamptz) owner to cordon_definer;
alter function credentials_sealed_otherwise(smallint, uuid, uuid, int) owner to cordon_definer;
alter function reseal_credentials(uuid[], uuid[], bytea[], bytea[], smallint) owner to cordon_definer;
revoke create on schema public from cordon_definer;
revoke all on function credential_rules_in_scope(), store_credentials(uuid[], bytea, text[], bytea, bytea, smallint,
  timestamptz, timestamptz, timestamptz, text[], text[], uuid, text, boolean, timestamptz, boolean),
  open_credentials(uuid[], timestamptz), credentials_sealed_otherwise(smallint, uuid, uuid, int),
  reseal_credentials(uuid[], uuid[], bytea[], bytea[], smallint) from public;
grant execute on function credential_rules_in_scope(), store_credentials(uuid[], bytea, text[], bytea, bytea, smallint,
  timestamptz, timestamptz, timestamptz, text[], text[], uuid, text, boolean, timestamptz, boolean),
  open_credentials(uuid[], timestamptz) to cordon_web, cordon_web_groups;
grant execute on function credentials_sealed_otherwise(smallint, uuid, uuid, int),
  reseal_credentials(uuid[], uuid[], bytea[], bytea[], smallint) to cordon_worker;
