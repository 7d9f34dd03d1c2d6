-- Second factors, the policy that may require them, and what a session remembers of how it was proven.
-- Kinds of proof, everywhere: password, app (TOTP), key (WebAuthn), phone (code by text or call), recovery (a saved code).

alter table session
  -- what was shown to sign in, in order; a passkey alone is a whole sign-in
  add column proofs text[] not null default '{password}',
  -- the last time its holder proved who they are, and with what: what elevated operations ask for
  add column confirmed_at timestamptz not null default now(),
  add column confirmed_with text not null default 'password'
    check (confirmed_with in ('password', 'app', 'key', 'phone', 'recovery')),
  -- ISO 3166-1 alpha-2, from the address when the session began
  add column country text,
  -- the accounts this session was used in: their administrators see it, others do not
  add column accounts uuid[] not null default '{}';
update session set confirmed_at = created_at;

create table password_history (
  id uuid primary key,
  user_id uuid not null references app_user on delete cascade,
  hash text not null,
  retired_at timestamptz not null default now()
);
create index password_history_of_user on password_history (user_id, retired_at desc);

-- A secret that no code has proven yet: apart from the live ones, and of one session only.
create table totp_enrolment (
  session_id uuid primary key references session on delete cascade,
  user_id uuid not null references app_user on delete cascade,
  secret text not null,
  failures int not null default 0,
  expires_at timestamptz not null
);

create table totp_app (
  id uuid primary key,
  user_id uuid not null references app_user on delete cascade,
  name text not null,
  secret text not null,
  -- the time step (RFC 6238, 4.2) of the last code that was used: none at or before it is taken again
  last_step bigint not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index totp_app_of_user on totp_app (user_id);

create table security_key (
  id uuid primary key,
  user_id uuid not null references app_user on delete cascade,
  name text not null,
  credential_id text not null unique,
  public_key bytea not null,
  sign_count bigint not null,
  transports text[] not null default '{}',
  -- can sign in by itself: discoverable, and it verified its user when it was added
  passkey boolean not null,
  backed_up boolean not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  -- when its counter last went backwards, as a copied key's does
  regressed_at timestamptz
);
create index security_key_of_user on security_key (user_id);

create table webauthn_challenge (
  challenge text primary key,
  purpose text not null check (purpose in ('enrol', 'prove', 'sign_in')),
  session_id uuid references session on delete cascade,
  expires_at timestamptz not null
);

create table phone (
  id uuid primary key,
  user_id uuid not null references app_user on delete cascade,
  -- E.164, sealed; the last digits are what its owner is shown
  number text not null,
  last_digits text not null,
  created_at timestamptz not null default now(),
  verified_at timestamptz,
  last_used_at timestamptz
);
create index phone_of_user on phone (user_id);

-- One open code per session at most: a new one replaces the one before.
create table phone_code (
  id uuid primary key,
  session_id uuid not null unique references session on delete cascade,
  user_id uuid not null references app_user on delete cascade,
  phone_id uuid not null references phone on delete cascade,
  channel text not null check (channel in ('text', 'call')),
  hash bytea not null,
  guesses int not null default 0,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  sent_at timestamptz,
  failed_at timestamptz
);

create table recovery_set (
  user_id uuid primary key references app_user on delete cascade,
  salt bytea not null,
  created_at timestamptz not null default now()
);

create table recovery_code (
  user_id uuid not null references recovery_set on delete cascade,
  hash bytea not null,
  used_at timestamptz,
  primary key (user_id, hash)
);

-- Where and with what somebody has signed in before: keyed hashes of country and browser.
create table known_place (
  user_id uuid not null references app_user on delete cascade,
  place text not null,
  last_seen_at timestamptz not null default now(),
  primary key (user_id, place)
);

-- What an account asks of the sign-ins of its members. An account without a row has the defaults.
create table account_policy (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  second_factor text not null default 'elevated' check (second_factor in ('nobody', 'elevated', 'everyone')),
  -- until then the requirement is announced, from then on it is enforced
  grace_until timestamptz,
  factor_kinds text[] not null default '{app,key}'
    check (factor_kinds <@ '{app,key,phone}' and factor_kinds && '{app,key}'),
  phishing_resistant boolean not null default false,
  idle_minutes int not null default 30 check (idle_minutes between 5 and 60),
  absolute_hours int not null default 12 check (absolute_hours between 1 and 24),
  -- [{"name": "Head office", "range": "192.0.2.0/24"}]; none admits every address
  address_ranges jsonb not null default '[]',
  version int not null default 1,
  changed_at timestamptz not null default now(),
  primary key (account_id)
);
-- accounts that were here before are given time
insert into account_policy (account_id, grace_until) select id, now() + interval '14 days' from account;
call protect_account_table('account_policy', null);

-- An administrator's request to take a member's second factor off, which the member confirms by mail.
create table factor_reset (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  id uuid not null,
  membership_id uuid not null,
  token_hash bytea not null,
  reason text not null,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  created_by_label text not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz,
  cancelled_at timestamptz,
  primary key (account_id, id),
  unique (account_id, token_hash),
  foreign key (account_id, membership_id) references membership
);
create index factor_reset_of_member on factor_reset (account_id, membership_id, created_at desc);
call protect_account_table('factor_reset', null);

-- when this account last reminded its member to set up a second factor
alter table membership add column reminded_at timestamptz;
grant update (reminded_at) on membership to cordon_web;

grant select, insert on account_policy, factor_reset to cordon_web;
grant update (second_factor, grace_until, factor_kinds, phishing_resistant, idle_minutes, absolute_hours, address_ranges,
  version, changed_at) on account_policy to cordon_web;
grant update (confirmed_at, cancelled_at) on factor_reset to cordon_web;

grant select, insert, delete on password_history, totp_enrolment, totp_app, security_key, webauthn_challenge, phone,
  phone_code, recovery_set, recovery_code, known_place to cordon_auth;
grant update (secret, failures, expires_at, user_id) on totp_enrolment to cordon_auth;
grant update (name, last_step, last_used_at) on totp_app to cordon_auth;
-- never the public key: whoever could write it could sign in as its owner
grant update (name, sign_count, backed_up, last_used_at, regressed_at) on security_key to cordon_auth;
grant update (verified_at, last_used_at) on phone to cordon_auth;
grant update (guesses) on phone_code to cordon_auth;
grant update (used_at) on recovery_code to cordon_auth;
grant update (last_seen_at) on known_place to cordon_auth;
grant select (id, expires_at, sent_at), update (sent_at, failed_at), delete on phone_code to cordon_worker;
grant select (expires_at), delete on totp_enrolment, webauthn_challenge to cordon_worker;
grant select (user_id, last_seen_at), delete on known_place to cordon_worker;
grant select (id, created_at, verified_at), delete on phone to cordon_worker;

grant create on schema public to cordon_definer;

-- What each account somebody belongs to asks of their sign-in, and whether they hold an elevated permission there now.
create function policies_of_user(who uuid, elevated text[], elevated_roles text[])
returns table (account_id uuid, name text, second_factor text, grace_until timestamptz, factor_kinds text[],
  phishing_resistant boolean, idle_minutes int, absolute_hours int, address_ranges jsonb, holds_elevated boolean)
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select m.account_id, a.name, coalesce(p.second_factor, 'elevated'), p.grace_until, coalesce(p.factor_kinds, '{app,key}'),
    coalesce(p.phishing_resistant, false), coalesce(p.idle_minutes, 30), coalesce(p.absolute_hours, 12),
    coalesce(p.address_ranges, '[]'),
    exists (
      select from public.role_grant g join public.role r on r.account_id = g.account_id and r.id = g.role_id
      where g.account_id = m.account_id and g.membership_id = m.id and g.revoked_at is null
        and (g.starts_at is null or g.starts_at <= now()) and (g.ends_at is null or g.ends_at > now())
        and (r.built_in = any (elevated_roles) or r.built_in is null and r.permissions && elevated))
  from public.membership m
  join public.account a on a.id = m.account_id
  left join public.account_policy p on p.account_id = m.account_id
  where m.user_id = who and m.removed_at is null;
end;

-- Which kinds of second factor the members of the account in scope have, for those who see who has none.
create function second_factors_of_members()
returns table (member uuid, apps int, keys int, phones int, recovery_codes int, since timestamptz)
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select m.id, a.n, k.n, p.n, c.n, least(a.since, k.since, p.since)
  from public.membership m
  cross join lateral (select count(*)::int as n, min(created_at) as since from public.totp_app where user_id = m.user_id) a
  cross join lateral (select count(*)::int as n, min(created_at) as since from public.security_key where user_id = m.user_id) k
  cross join lateral (select count(*)::int as n, min(verified_at) as since from public.phone
    where user_id = m.user_id and verified_at is not null) p
  cross join lateral (select count(*)::int as n from public.recovery_code where user_id = m.user_id and used_at is null) c
  where m.account_id = current_setting('app.account')::uuid and m.removed_at is null;
end;

-- A session is now used in the account in scope, by a member of it.
create function enter_account(session_id uuid) returns void
language sql security definer set search_path = pg_catalog, public
begin atomic
  update public.session s set accounts = s.accounts || m.account_id
  from public.membership m
  where s.id = session_id and m.account_id = current_setting('app.account')::uuid and m.user_id = s.user_id
    and m.removed_at is null and not m.account_id = any (s.accounts);
end;

drop function sessions_of_member(uuid);
drop function end_sessions_of_member(uuid, text);

-- The sessions a member has used in the account in scope. What they do in other accounts is not told here.
create function sessions_of_member(member uuid)
returns table (id uuid, created_at timestamptz, last_seen_at timestamptz, ip text, country text, user_agent text, proofs text[])
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select s.id, s.created_at, s.last_seen_at, s.ip, s.country, s.user_agent, s.proofs
  from public.session s join public.membership m on m.user_id = s.user_id
  where m.account_id = current_setting('app.account')::uuid and m.id = member and m.removed_at is null
    and m.account_id = any (s.accounts) and s.revoked_at is null and s.expires_at > now()
    and s.last_seen_at > now() - interval '1 minute' * coalesce(
      (select p.idle_minutes from public.account_policy p where p.account_id = m.account_id), 30)
  order by s.last_seen_at desc;
end;

-- Ends one of them, or with null all of them.
create function end_sessions_of_member(member uuid, only_session uuid, reason text) returns int
language plpgsql security definer set search_path = pg_catalog, public as $$
declare ended int;
begin
  update public.session s set revoked_at = now(), revoked_reason = reason
  from public.membership m
  where m.account_id = current_setting('app.account')::uuid and m.id = member and m.removed_at is null
    and s.user_id = m.user_id and m.account_id = any (s.accounts) and s.revoked_at is null
    and (only_session is null or s.id = only_session);
  get diagnostics ended = row_count;
  return ended;
end $$;

grant select on account_policy to cordon_definer;
grant select on role, role_grant to cordon_definer;
grant select (user_id, created_at) on totp_app, security_key to cordon_definer;
grant select (user_id, verified_at) on phone to cordon_definer;
grant select (user_id, used_at) on recovery_code to cordon_definer;
grant select (country, proofs, accounts), update (accounts) on session to cordon_definer;
alter function policies_of_user(uuid, text[], text[]) owner to cordon_definer;
alter function second_factors_of_members() owner to cordon_definer;
alter function enter_account(uuid) owner to cordon_definer;
alter function sessions_of_member(uuid) owner to cordon_definer;
alter function end_sessions_of_member(uuid, uuid, text) owner to cordon_definer;
revoke all on function policies_of_user(uuid, text[], text[]), second_factors_of_members(), enter_account(uuid),
  sessions_of_member(uuid), end_sessions_of_member(uuid, uuid, text) from public;
grant execute on function policies_of_user(uuid, text[], text[]) to cordon_auth;
grant execute on function second_factors_of_members(), enter_account(uuid), sessions_of_member(uuid),
  end_sessions_of_member(uuid, uuid, text) to cordon_web;
revoke create on schema public from cordon_definer;
