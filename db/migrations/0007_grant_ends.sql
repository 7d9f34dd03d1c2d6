-- Ends that are announced and recorded, requests for access, and what an offboarding ended.

alter table role_grant
  -- when this end was set: of five days that were just given, nobody is told that seven are left
  add column end_set_at timestamptz not null default now(),
  -- the end before the last extension: what lies between it and ends_at is what is offered again
  add column extended_from timestamptz,
  -- how far this end was announced: 1 seven days before it, 2 one day before it, 3 that it came; of another end, nothing
  add column announced smallint not null default 0 check (announced between 0 and 3),
  add column announced_end timestamptz;
-- what the worker looks for each minute, in every account at once
create index role_grant_ending on role_grant (ends_at)
  where ends_at is not null and revoked_at is null and (announced < 3 or announced_end is distinct from ends_at);
grant update (end_set_at, extended_from, announced, announced_end) on role_grant to cordon_web;

create table access_request (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  id uuid not null,
  requested_by uuid not null default nullif(current_setting('app.member'), '')::uuid,
  -- a permission somewhere, or a later end of a grant
  permission text,
  whole_account boolean not null default false,
  group_nos int[] not null default '{}',
  grant_id uuid,
  -- the end the grant had when more time was asked for
  grant_ends_at timestamptz,
  wanted_until timestamptz,
  reason text not null,
  created_at timestamptz not null default now(),
  -- when those who may decide were written to
  told_at timestamptz,
  decided_at timestamptz,
  -- void: it was met in another way, or the person left
  outcome text check (outcome in ('granted', 'refused', 'void')),
  decided_by uuid,
  decided_by_label text,
  answer text,
  primary key (account_id, id),
  foreign key (account_id, requested_by) references membership,
  foreign key (account_id, grant_id) references role_grant,
  check ((permission is null) <> (grant_id is null)),
  check ((decided_at is null) = (outcome is null))
);
create unique index access_request_open_permission on access_request (account_id, requested_by, permission)
  where decided_at is null and permission is not null;
create unique index access_request_open_grant on access_request (account_id, grant_id)
  where decided_at is null and grant_id is not null;
create index access_request_newest on access_request (account_id, created_at desc, id desc);
create index access_request_open on access_request (account_id, created_at desc, id desc) where decided_at is null;
create index access_request_of_member on access_request (account_id, requested_by, created_at desc, id desc);
call protect_account_table('access_request', 'requested_by = nullif(current_setting(''app.member''), '''')::uuid');

-- Who left, and what ended with it: written once, read as proof.
create table offboarding (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  id uuid not null,
  -- null: one person
  company text,
  reason text not null,
  at timestamptz not null default now(),
  done_by uuid not null,
  done_by_label text not null,
  people jsonb not null,
  invitations jsonb not null default '[]',
  primary key (account_id, id)
);
create index offboarding_newest on offboarding (account_id, at desc, id desc);
call protect_account_table('offboarding', null);
create index membership_of_company on membership (account_id, lower(company)) where removed_at is null and company is not null;

grant select on access_request to cordon_web, cordon_web_groups;
-- whoever asks cannot write down an answer with it
grant insert (id, permission, whole_account, group_nos, grant_id, grant_ends_at, wanted_until, reason, created_at)
  on access_request to cordon_web, cordon_web_groups;
grant update (told_at, decided_at, outcome, decided_by, decided_by_label, answer) on access_request to cordon_web;
grant select, insert on offboarding to cordon_web;

grant create on schema public to cordon_definer;

-- Grants of all accounts with an announcement due: 1 seven days before the end, 2 one day before it, 3 that it came.
-- An end that was set later than that is not announced, and what was missed is not made up for.
create function grants_to_announce(at timestamptz, most int)
returns table (account_id uuid, grant_id uuid, step int)
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select due.account_id, due.id, due.step from (
    select g.account_id, g.id, g.ends_at,
      case when g.announced_end is distinct from g.ends_at then 0 else g.announced end as announced,
      case
        when g.ends_at <= at then 3
        when g.ends_at <= at + interval '1 day' and greatest(g.end_set_at, g.starts_at) <= g.ends_at - interval '1 day' then 2
        when g.ends_at > at + interval '1 day' and greatest(g.end_set_at, g.starts_at) <= g.ends_at - interval '7 days' then 1
        else 0
      end as step
    from public.role_grant g
    where g.ends_at is not null and g.revoked_at is null and g.ends_at <= at + interval '7 days'
      and (g.announced < 3 or g.announced_end is distinct from g.ends_at)
  ) due
  where due.step > due.announced order by due.ends_at, due.account_id, due.id limit most;
end;

-- What the member in scope was given and what became of it. For who may see no other member's grants.
create function own_grants()
returns table (id uuid, role_name text, built_in text, permissions text[], whole_account boolean, group_nos int[],
  starts_at timestamptz, ends_at timestamptz, created_at timestamptz, extended_from timestamptz, revoked_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select g.id, r.name, r.built_in, r.permissions, g.whole_account,
    coalesce((select array_agg(gg.group_no order by gg.group_no) from public.role_grant_group gg
      where gg.account_id = g.account_id and gg.grant_id = g.id), '{}'),
    g.starts_at, g.ends_at, g.created_at, g.extended_from, g.revoked_at
  from public.role_grant g join public.role r on r.account_id = g.account_id and r.id = g.role_id
  where g.account_id = current_setting('app.account')::uuid
    and g.membership_id = nullif(current_setting('app.member'), '')::uuid
  order by g.created_at desc, g.id desc;
end;

-- Signs a person out everywhere when no grant of theirs is left in any account. It tells nobody whether it did.
create function end_sessions_without_grant(member uuid) returns void
language sql security definer set search_path = pg_catalog, public
begin atomic
  update public.session s set revoked_at = now(), revoked_reason = 'no grant left'
  from public.membership m
  where m.account_id = current_setting('app.account')::uuid and m.id = member and s.user_id = m.user_id
    and s.revoked_at is null
    and not exists (select from public.provider_operator p where p.user_id = m.user_id)
    and not exists (
      select from public.membership o
      join public.role_grant g on g.account_id = o.account_id and g.membership_id = o.id
      where o.user_id = m.user_id and o.removed_at is null and g.revoked_at is null
        and (g.ends_at is null or g.ends_at > now()));
end;

-- How many sessions of these former members, begun while they were members, still reach into the account in scope.
create function sessions_left_open(members uuid[]) returns int
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select count(*)::int from public.membership m join public.session s on s.user_id = m.user_id
  where m.account_id = current_setting('app.account')::uuid and m.id = any (members) and m.removed_at is not null
    and m.account_id = any (s.accounts) and s.created_at <= m.removed_at
    and s.revoked_at is null and s.expires_at > now();
end;

grant select on role_grant_group to cordon_definer;
grant select (user_id) on provider_operator to cordon_definer;
alter function grants_to_announce(timestamptz, int) owner to cordon_definer;
alter function own_grants() owner to cordon_definer;
alter function end_sessions_without_grant(uuid) owner to cordon_definer;
alter function sessions_left_open(uuid[]) owner to cordon_definer;
revoke all on function grants_to_announce(timestamptz, int), own_grants(), end_sessions_without_grant(uuid),
  sessions_left_open(uuid[]) from public;
grant execute on function grants_to_announce(timestamptz, int) to cordon_worker;
grant execute on function own_grants() to cordon_web, cordon_web_groups;
grant execute on function end_sessions_without_grant(uuid), sessions_left_open(uuid[]) to cordon_web;
revoke create on schema public from cordon_definer;
