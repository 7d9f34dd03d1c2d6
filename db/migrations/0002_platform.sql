-- Platform tables: what exists before, beside or above any account. No row-level security; narrow grants instead.

create table app_user (
  id uuid primary key,
  email text not null unique check (email = lower(email)),
  name text not null,
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);

-- Hashes stand apart from people, so that only the role that signs people in can read them.
create table user_password (
  user_id uuid primary key references app_user on delete cascade,
  hash text not null,
  changed_at timestamptz not null default now()
);

create table provider_operator (
  user_id uuid primary key references app_user on delete cascade,
  role text not null check (role in ('operator', 'analyst')),
  created_at timestamptz not null default now()
);

create table account (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9](-?[a-z0-9])*$' and length(slug) <= 40),
  name text not null,
  created_at timestamptz not null default now()
);

create table session (
  id uuid primary key,
  token_hash bytea not null unique,
  user_id uuid not null references app_user on delete cascade,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  -- false between the password and the second factor
  complete boolean not null,
  ip text,
  user_agent text,
  revoked_at timestamptz,
  revoked_reason text
);
create index session_of_user on session (user_id, created_at desc);

create table password_reset (
  id uuid primary key,
  token_hash bytea not null unique,
  user_id uuid not null references app_user on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index password_reset_of_user on password_reset (user_id, created_at desc);

-- Failures per subject ('email:…' as a keyed hash, 'address:…'), kept in the database so that a restart forgives nothing.
create table sign_in_throttle (
  subject text primary key,
  failures int not null,
  last_failure_at timestamptz not null,
  blocked_until timestamptz
);

-- What a gateway (FreeRADIUS, later a flow collector) shows to be believed.
create table gateway (
  id uuid primary key,
  name text not null unique,
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  last_heard_at timestamptz,
  records bigint not null default 0
);

-- Sessions of devices that no account has registered, counted as exactly as the others.
create table unknown_session (
  session_key text not null,
  run smallint not null default 0,
  gateway_id uuid not null references gateway,
  imsi text,
  msisdn text,
  user_name text,
  imei text,
  nas text not null,
  framed_ip text,
  started_at timestamptz,
  last_heard_at timestamptz not null,
  stopped_at timestamptz,
  up_bytes bigint not null default 0,
  down_bytes bigint not null default 0,
  counters jsonb not null,
  primary key (session_key, run)
);
create index unknown_session_newest on unknown_session (last_heard_at desc, session_key desc);

-- When a NAS last said that it starts or shuts down (Accounting-On, Accounting-Off): every session begun before is over.
create table nas_reboot (
  nas text primary key,
  rebooted_at timestamptz not null
);

-- Records that arrived and could not be used: kept with the reason, so that nothing behind them waits.
create table quarantined_record (
  id uuid primary key,
  gateway_id uuid not null references gateway,
  received_at timestamptz not null default now(),
  reason text not null,
  record jsonb not null
);
create index quarantined_record_newest on quarantined_record (received_at desc, id desc);

-- What happened above the accounts: sign-ins, provider actions, attempts on accounts one does not belong to.
create table platform_event (
  id uuid primary key,
  at timestamptz not null default now(),
  actor_id uuid,
  actor_label text not null,
  action text not null,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  target_kind text,
  target_id text,
  target_label text,
  address text,
  detail jsonb not null default '{}'
);
create index platform_event_newest on platform_event (at desc, id desc);

-- Who works on jobs, and when each was last heard: how health knows that mails and bulk work are being done.
create table worker_heartbeat (
  worker_id uuid primary key,
  started_at timestamptz not null default now(),
  heard_at timestamptz not null default now()
);

grant select on app_user, provider_operator, account, gateway, unknown_session, quarantined_record, platform_event to cordon_web;
grant insert on account to cordon_web;
grant insert on gateway to cordon_web;
grant insert on platform_event to cordon_web, cordon_auth, cordon_worker;
revoke select on gateway from cordon_web;
grant select (id, name, created_at, last_heard_at, records) on gateway to cordon_web;
grant update (name, token_hash) on gateway to cordon_web;
grant update (name) on account to cordon_web;

grant select, insert on app_user to cordon_auth;
grant update (name, disabled_at) on app_user to cordon_auth;
grant select, insert, update on user_password, session, password_reset to cordon_auth;
grant select, insert, update, delete on sign_in_throttle to cordon_auth;
grant select on provider_operator, account to cordon_auth;
grant delete on session, password_reset to cordon_worker;
grant select (id, expires_at, revoked_at) on session to cordon_worker;
grant select (id, expires_at) on password_reset to cordon_worker;
grant delete on sign_in_throttle, worker_heartbeat to cordon_worker;
grant select (subject, last_failure_at) on sign_in_throttle to cordon_worker;
grant select, insert, update (heard_at) on worker_heartbeat to cordon_worker;
grant select on worker_heartbeat to cordon_web;
-- health compares what ran with what the code brings
grant select on kysely_migration to cordon_web;
grant select on account to cordon_worker;

grant select, update (last_heard_at, records) on gateway to cordon_ingest;
grant select, insert, update on unknown_session, nas_reboot to cordon_ingest;
grant insert on quarantined_record to cordon_ingest;
