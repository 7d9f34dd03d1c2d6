-- Devices that are kept off the network, what was asked of the network to end their sessions, and what it showed since.

-- what a request to end a session names it by, beside its Acct-Session-Id
alter table data_session add column user_name text, add column nas_address text;

-- One time that a device was isolated, suspended or terminated. The device's own row says that it may not sign on; this says
-- whether it is really gone.
create table containment (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  id uuid not null,
  device_id uuid not null,
  cause text not null check (cause in ('isolated', 'suspended', 'terminated')),
  reason text not null default '',
  asked_at timestamptz not null,
  asked_by uuid default nullif(current_setting('app.member'), '')::uuid,
  asked_by_label text not null,
  bulk_action_id uuid,
  status text not null check (status in ('ending', 'watching', 'away', 'still_sending', 'gave_up', 'released', 'superseded')),
  sessions int not null default 0,
  -- when the last of its sessions was over
  ended_at timestamptz,
  stayed_away_since timestamptz,
  -- when it is released or another took over
  closed_at timestamptz,
  closed_by_label text,
  -- refused sign-ons of the day it began on, as they stood then; those since, and until when they were looked at
  refused_before int not null default 0,
  refused int not null default 0,
  refused_told int not null default 0,
  refused_told_at timestamptz,
  refused_until timestamptz not null,
  -- until when the device was looked at, in the network's time
  heard_until timestamptz not null,
  next_look_at timestamptz not null,
  -- when whoever asked was told that it was given up
  told_at timestamptz,
  last_change_at timestamptz not null,
  version int not null default 1,
  primary key (account_id, id),
  foreign key (account_id, device_id) references device on delete cascade
) with (fillfactor = 80);
create unique index containment_open on containment (account_id, device_id) where status not in ('released', 'superseded');
create index containment_of_device on containment (account_id, device_id, id);
create index containment_of_work on containment (account_id, bulk_action_id, id) where bulk_action_id is not null;
create index containment_watched on containment (status, next_look_at) where status not in ('released', 'superseded');
call protect_account_table('containment', 'app_sees_device(device_id)');

-- A session that is to end, and how far that is.
create table disconnect (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  id uuid not null,
  containment_id uuid not null,
  device_id uuid not null,
  session_id uuid not null,
  nas text not null,
  acct_session_id text not null,
  -- acknowledged: the NAS says that it is over, by an ACK or by not knowing the session (Error-Cause 503); ended: the network showed it
  status text not null default 'waiting' check (status in ('waiting', 'asked', 'acknowledged', 'refused', 'no_answer',
    'ended', 'gave_up', 'unknown_nas')),
  -- nothing had been heard of it for long when it was to end: its silence afterwards is no news
  silent_before boolean not null default false,
  attempts int not null default 0,
  -- while it is asked, when somebody else may take over; null once nothing is to be asked
  next_attempt_at timestamptz,
  claimed_until timestamptz,
  error_cause int,
  acknowledged_at timestamptz,
  still_sending_at timestamptz,
  ended_at timestamptz,
  ended_by text check (ended_by in ('stop', 'restart', 'silence')),
  primary key (account_id, id),
  unique (account_id, containment_id, session_id),
  foreign key (account_id, containment_id) references containment on delete cascade,
  foreign key (account_id, device_id) references device on delete cascade,
  foreign key (account_id, session_id) references data_session on delete cascade
) with (fillfactor = 80);
create index disconnect_due on disconnect (nas, next_attempt_at) where next_attempt_at is not null;
call protect_account_table('disconnect', 'app_sees_device(device_id)');

-- What happened, in the network's words and in order.
create table containment_event (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  id uuid not null,
  containment_id uuid not null,
  device_id uuid not null,
  session_id uuid,
  at timestamptz not null,
  kind text not null check (kind in ('contained', 'asked', 'acknowledged', 'refused', 'no_answer', 'session_ended',
    'fell_silent', 'still_sending', 'new_session', 'sign_on_refused', 'stayed_away', 'gave_up', 'released')),
  -- RADIUS attributes as they were sent or came, by name
  attributes jsonb not null default '{}',
  detail jsonb not null default '{}',
  primary key (account_id, id),
  foreign key (account_id, containment_id) references containment on delete cascade,
  foreign key (account_id, device_id) references device on delete cascade
);
create index containment_event_of on containment_event (account_id, containment_id, id);
call protect_account_table('containment_event', 'app_sees_device(device_id)');

-- Foreign keys look past row-level security: without these, someone limited to groups could hang rows of devices she sees
-- on a colleague's containment by its id.
create function app_sees_containment(containment uuid, device uuid) returns boolean
language plpgsql stable parallel safe as $$
begin
  perform 1 from containment c
  where c.account_id = current_setting('app.account')::uuid and c.id = containment and c.device_id = device;
  return found;
end $$;
revoke all on function app_sees_containment(uuid, uuid) from public;
grant execute on function app_sees_containment(uuid, uuid) to cordon_web_groups;
create policy own_containment_only on disconnect as restrictive for insert to cordon_web_groups
  with check (app_sees_containment(containment_id, device_id));
create policy own_containment_only on containment_event as restrictive for insert to cordon_web_groups
  with check (app_sees_containment(containment_id, device_id));

-- From when on the next request may go to a NAS, so that all workers together keep to its pace.
create table nas_pace (
  nas_id uuid primary key references nas on delete cascade,
  free_at timestamptz not null
);

grant select, insert on containment, disconnect, containment_event to cordon_web, cordon_web_groups;
grant update (status, bulk_action_id, sessions, ended_at, stayed_away_since, closed_at, closed_by_label, refused, refused_told,
  refused_told_at, refused_until, heard_until,
  next_look_at, told_at, last_change_at, version) on containment to cordon_web, cordon_web_groups;
grant update (status, attempts, next_attempt_at, claimed_until, error_cause, acknowledged_at, still_sending_at, ended_at,
  ended_by) on disconnect to cordon_web, cordon_web_groups;

-- Of every account: the requests that are due, for a worker to send at once. Each is taken by one worker for the lease, and
-- no NAS is given more than its pace allows, however many workers ask; those that are busy are left out. What was taken and not recorded is due again.
create function claim_disconnects(moment timestamptz, lease interval, most int, busy text[])
returns table (account_id uuid, id uuid, containment_id uuid, device_id uuid, session_id uuid, attempt int, error_cause int,
  nas text, nas_id uuid, acct_session_id text, user_name text, framed_ip text, nas_address text, imsi text)
language plpgsql security definer set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
declare
  due_nas text;
  target record;
  free timestamptz;
  allowed int;
  taken int;
begin
  select x.nas into due_nas from public.disconnect x where x.next_attempt_at <= moment order by x.nas limit 1;
  while due_nas is not null loop
    allowed := case when due_nas = any(busy) then 0 else most end;
    select n.id, n.disconnects_per_second as pace into target from public.nas n where n.name = due_nas or due_nas = any(n.addresses)
    order by (n.name = due_nas) desc, n.created_at limit 1;
    if target.id is not null and allowed > 0 then
      insert into public.nas_pace values (target.id, '-infinity') on conflict do nothing;
      -- another worker serves this NAS at this moment
      select p.free_at into free from public.nas_pace p where p.nas_id = target.id for no key update skip locked;
      if not found then
        allowed := 0;
      else
        free := greatest(free, clock_timestamp() - make_interval(secs => greatest(0.2, 1.0 / target.pace)));
        allowed := least(most, floor(extract(epoch from clock_timestamp() - free) * target.pace + 0.000001)::int);
      end if;
    end if;
    if allowed > 0 then
      return query
        with due as (
          select x.account_id, x.id from public.disconnect x
          where x.nas = due_nas and x.next_attempt_at <= moment
            and exists (select from public.containment c where c.account_id = x.account_id and c.id = x.containment_id
              and c.device_id = x.device_id and c.status not in ('released', 'superseded'))
          order by x.next_attempt_at limit allowed
          for no key update of x skip locked
        ), claimed as (
          update public.disconnect x set status = 'asked', attempts = x.attempts + 1, claimed_until = moment + lease,
            next_attempt_at = moment + lease
          from due where x.account_id = due.account_id and x.id = due.id
          returning x.*
        )
        select x.account_id, x.id, x.containment_id, x.device_id, x.session_id, x.attempts, x.error_cause, x.nas, target.id,
          s.acct_session_id, s.user_name, s.framed_ip, s.nas_address, d.imsi
        from claimed x
        join public.data_session s on s.account_id = x.account_id and s.id = x.session_id and s.device_id = x.device_id
        join public.device d on d.account_id = x.account_id and d.id = x.device_id;
      get diagnostics taken = row_count;
      if target.id is not null and taken > 0 then
        update public.nas_pace p
        set free_at = free + make_interval(secs => taken::float8 / target.pace)
        where p.nas_id = target.id;
      end if;
    end if;
    select x.nas into due_nas from public.disconnect x where x.nas > due_nas and x.next_attempt_at <= moment
    order by x.nas limit 1;
  end loop;
end $$;

-- Of every account: the containments of which there is something new, or whose time to be looked at has come. The proven ones
-- are looked at only where thorough says so.
create function containments_to_look_at(moment timestamptz, thorough boolean, most int)
returns table (account_id uuid, id uuid)
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select c.account_id, c.id
  from public.containment c
  join public.device d on d.account_id = c.account_id and d.id = c.device_id
  where (c.status in ('ending', 'watching', 'still_sending', 'gave_up') or thorough and c.status = 'away')
    and (c.next_look_at <= moment
      or date_trunc('milliseconds', d.last_heard_at) > c.heard_until
      or exists (select from public.disconnect x
        join public.data_session s on s.account_id = x.account_id and s.id = x.session_id
        where x.account_id = c.account_id and x.containment_id = c.id and x.status <> 'ended' and s.stopped_at is not null)
      or exists (select from public.data_session s
        where s.account_id = c.account_id and s.device_id = c.device_id and s.overdue_at is not null
          and not exists (select from public.disconnect x where x.account_id = c.account_id and x.containment_id = c.id
            and x.session_id = s.id))
      or exists (select from public.device_auth_failure f
        where f.account_id = c.account_id and f.device_id = c.device_id and f.day >= (c.asked_at at time zone 'UTC')::date
          and date_trunc('milliseconds', f.last_at) > c.refused_until))
  order by c.account_id, c.id limit most;
end;

grant select (id, name, addresses, disconnects_per_second, created_at) on nas to cordon_definer;
grant select on containment, disconnect, data_session, device_auth_failure to cordon_definer;
grant select, insert, update on nas_pace to cordon_definer;
grant update (status, attempts, next_attempt_at, claimed_until) on disconnect to cordon_definer;
grant create on schema public to cordon_definer;
alter function claim_disconnects(timestamptz, interval, int, text[]) owner to cordon_definer;
alter function containments_to_look_at(timestamptz, boolean, int) owner to cordon_definer;
revoke create on schema public from cordon_definer;
revoke all on function claim_disconnects(timestamptz, interval, int, text[]), containments_to_look_at(timestamptz, boolean, int)
  from public;
grant execute on function claim_disconnects(timestamptz, interval, int, text[]),
  containments_to_look_at(timestamptz, boolean, int) to cordon_worker;
