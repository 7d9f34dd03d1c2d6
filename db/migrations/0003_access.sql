-- Who may do what: memberships, roles, grants, invitations, device groups, and the log of it all.

create table membership (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  id uuid not null,
  user_id uuid not null references app_user,
  email text not null,
  name text not null,
  company text,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz,
  removed_at timestamptz,
  primary key (account_id, id)
);
create unique index membership_of_user on membership (account_id, user_id) where removed_at is null;
create index membership_of_email on membership (account_id, email) where removed_at is null;
create index membership_by_name on membership (account_id, lower(name) collate "C", id);
call protect_account_table('membership', null);

create table role (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  id uuid not null,
  -- a built-in role's permissions are the code's, a custom role's are the row's
  built_in text check (built_in in ('administrator', 'device_operator', 'technician', 'auditor')),
  name text not null,
  description text not null default '',
  permissions text[] not null default '{}',
  created_at timestamptz not null default now(),
  primary key (account_id, id),
  unique (account_id, name)
);
create unique index role_built_in on role (account_id, built_in);
call protect_account_table('role', null);

create table device_group (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  id uuid not null,
  -- small and never used again: what scopes, policies and devices' own rows carry
  group_no int not null,
  name text not null,
  name_key text collate "C" generated always as (lower(name)) stored,
  description text not null default '',
  device_count int not null default 0,
  created_at timestamptz not null default now(),
  primary key (account_id, id),
  unique (account_id, group_no),
  unique (account_id, name_key)
);
call protect_account_table('device_group', 'app_sees_group(group_no)');

create table group_counter (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  last_no int not null,
  primary key (account_id)
);
call protect_account_table('group_counter', null);

create table role_grant (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  id uuid not null,
  membership_id uuid not null,
  role_id uuid not null,
  whole_account boolean not null,
  starts_at timestamptz,
  ends_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  revoked_at timestamptz,
  -- counts changes, so that of two people changing the same grant the second one is told
  version int not null default 1,
  primary key (account_id, id),
  foreign key (account_id, membership_id) references membership,
  foreign key (account_id, role_id) references role
);
create index role_grant_of_membership on role_grant (account_id, membership_id);
create index role_grant_of_role on role_grant (account_id, role_id) where revoked_at is null;
call protect_account_table('role_grant', null);

-- A grant without a row here and without whole_account reaches nothing.
create table role_grant_group (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  grant_id uuid not null,
  group_no int not null,
  primary key (account_id, grant_id, group_no),
  foreign key (account_id, grant_id) references role_grant on delete cascade,
  foreign key (account_id, group_no) references device_group (account_id, group_no) on delete cascade
);
create index role_grant_group_of_group on role_grant_group (account_id, group_no);
call protect_account_table('role_grant_group', null);

create table invitation (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  id uuid not null,
  email text not null check (email = lower(email)),
  name text not null default '',
  company text,
  message text not null default '',
  role_id uuid not null,
  whole_account boolean not null,
  group_nos int[] not null default '{}',
  access_ends_at timestamptz,
  token_hash bytea not null,
  created_at timestamptz not null default now(),
  created_by uuid,
  created_by_label text not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (account_id, id),
  unique (account_id, token_hash),
  foreign key (account_id, role_id) references role
);
create index invitation_by_name on invitation (account_id, lower(coalesce(nullif(name, ''), email)) collate "C", id)
  where accepted_at is null and revoked_at is null;
create index invitation_open on invitation (account_id, created_at desc) where accepted_at is null and revoked_at is null;
call protect_account_table('invitation', null);

create table audit_event (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  id uuid not null,
  at timestamptz not null default now(),
  actor_kind text not null check (actor_kind in ('member', 'provider', 'system', 'machine')),
  actor_id uuid,
  actor_label text not null,
  operation text not null,
  action text not null,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  target_kind text,
  target_id text,
  target_label text,
  address text,
  detail jsonb not null default '{}',
  primary key (account_id, id)
);
create index audit_event_newest on audit_event (account_id, at desc, id desc);
create index audit_event_by_actor on audit_event (account_id, actor_id, at desc, id desc);
create index audit_event_by_action on audit_event (account_id, action, at desc, id desc);
create index audit_event_by_target on audit_event (account_id, target_id, at desc, id desc);
create index audit_event_not_done on audit_event (account_id, at desc, id desc) where outcome <> 'done';
alter table audit_event enable row level security;
alter table audit_event force row level security;
create policy whole_account on audit_event for all to cordon_web
  using (account_id = current_setting('app.account')::uuid) with check (account_id = current_setting('app.account')::uuid);
create policy record_only on audit_event for insert to cordon_web_groups
  with check (account_id = current_setting('app.account')::uuid);

grant select, insert on membership, role, device_group, role_grant, role_grant_group, invitation, audit_event, group_counter to cordon_web;
grant update (name, email, company, last_seen_at, removed_at) on membership to cordon_web;
grant update (name, description, permissions) on role to cordon_web;
grant delete on role to cordon_web;
grant update (name, description) on device_group to cordon_web;
grant delete on device_group, role_grant_group to cordon_web;
grant update (role_id, whole_account, starts_at, ends_at, revoked_at, version) on role_grant to cordon_web;
grant update (token_hash, expires_at, accepted_at, revoked_at) on invitation to cordon_web;
grant update (last_no) on group_counter to cordon_web;
grant select on device_group to cordon_web_groups;
grant update (name, description) on device_group to cordon_web_groups;
grant insert on audit_event to cordon_web_groups;

-- The accounts a person belongs to: the one question that is asked across accounts, answered for one person only.
create function accounts_of_user(who uuid)
returns table (id uuid, slug text, name text)
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select a.id, a.slug, a.name from public.membership m join public.account a on a.id = m.account_id
  where m.user_id = who and m.removed_at is null order by a.name, a.id;
end;

-- A member's sign-in sessions, for those who may see and end them in this account. Whoever left it is no longer theirs to see.
create function sessions_of_member(member uuid)
returns table (id uuid, created_at timestamptz, last_seen_at timestamptz, ip text, user_agent text)
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select s.id, s.created_at, s.last_seen_at, s.ip, s.user_agent
  from public.session s join public.membership m on m.user_id = s.user_id
  where m.account_id = current_setting('app.account')::uuid and m.id = member and m.removed_at is null
    and s.revoked_at is null and s.expires_at > now()
  order by s.last_seen_at desc;
end;

create function end_sessions_of_member(member uuid, reason text) returns int
language plpgsql security definer set search_path = pg_catalog, public as $$
declare ended int;
begin
  update public.session s set revoked_at = now(), revoked_reason = reason
  from public.membership m
  where m.account_id = current_setting('app.account')::uuid and m.id = member and m.removed_at is null
    and s.user_id = m.user_id and s.revoked_at is null;
  get diagnostics ended = row_count;
  return ended;
end $$;

grant select on account to cordon_definer;
grant select on membership to cordon_definer;
grant select (id, user_id, created_at, last_seen_at, ip, user_agent, revoked_at, expires_at) on session to cordon_definer;
grant update (revoked_at, revoked_reason) on session to cordon_definer;
grant create on schema public to cordon_definer;
alter function accounts_of_user(uuid) owner to cordon_definer;
alter function sessions_of_member(uuid) owner to cordon_definer;
alter function end_sessions_of_member(uuid, text) owner to cordon_definer;
revoke all on function accounts_of_user(uuid), sessions_of_member(uuid), end_sessions_of_member(uuid, text) from public;
grant execute on function accounts_of_user(uuid) to cordon_auth, cordon_web;
grant execute on function sessions_of_member(uuid), end_sessions_of_member(uuid, text) to cordon_web;
revoke create on schema public from cordon_definer;
