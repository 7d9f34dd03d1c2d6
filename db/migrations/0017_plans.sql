-- What the network gives a device that it accepts: its plan's attributes, and its own address.

-- A name for what goes into an Access-Accept. RFC 2865 section 5: text of 1 to 253 octets, 32 bits of seconds; RFC 2869
-- section 5.16: no interim interval under a minute.
create table network_plan (
  id uuid primary key,
  name text not null unique check (name ~ '^[^\s](.{0,98}[^\s])?$'),
  framed_pool text check (framed_pool ~ '^[\x21-\x7e]([\x20-\x7e]{0,251}[\x21-\x7e])?$'),
  filter_ids text[] not null default '{}',
  session_timeout int check (session_timeout >= 60),
  idle_timeout int check (idle_timeout >= 60),
  interim_interval int check (interim_interval between 60 and 86400),
  created_at timestamptz not null default now(),
  version int not null default 1,
  constraint network_plan_filter_ids check (
    array_to_string(filter_ids, E'\n') ~ '^([\x21-\x7e][\x20-\x7e]{0,252}(\n[\x21-\x7e][\x20-\x7e]{0,252}){0,9})?$'
    and cardinality(string_to_array(array_to_string(filter_ids, E'\n'), E'\n')) = cardinality(filter_ids))
);

-- Which accounts may use which plan.
create table account_plan (
  account uuid not null references account,
  plan_id uuid not null references network_plan,
  created_at timestamptz not null default now(),
  primary key (account, plan_id)
);
create index account_plan_of_plan on account_plan (plan_id);

-- From where an account may give its devices addresses. No two ranges meet, so an address leads to one account at most.
create table account_address_range (
  account uuid not null references account,
  range cidr not null,
  created_at timestamptz not null default now(),
  primary key (account, range),
  check (family(range) = 4 and masklen(range) >= 8),
  check (not range && '0.0.0.0/8' and not range && '127.0.0.0/8' and not range && '169.254.0.0/16' and not range && '224.0.0.0/3'),
  constraint account_address_range_apart exclude using gist (range inet_ops with &&)
);

-- The keys and checks hold whoever writes: a plan that its account was given, an address within a range of its account,
-- neither the range's first nor last where it has such, and nobody else's. Who was terminated holds none.
alter table device
  add column plan_id uuid,
  add column framed_address text collate "C",
  add column framed_range cidr,
  add foreign key (account_id, plan_id) references account_plan,
  add foreign key (account_id, framed_range) references account_address_range,
  add constraint device_framed_address_fits check (
    (framed_address is null) = (framed_range is null)
    and (framed_address is null or (host(framed_address::inet) = framed_address and framed_address::inet <<= framed_range
      and (masklen(framed_range) >= 31 or framed_address::inet not in (host(framed_range)::inet, host(broadcast(framed_range))::inet))))),
  add constraint device_terminated_holds_nothing check (state <> 'terminated' or (plan_id is null and framed_address is null));
create unique index device_framed_address on device (framed_address) where framed_address is not null;
create index device_of_plan on device (account_id, plan_id) where plan_id is not null;
create index device_of_framed_range on device (account_id, framed_range) where framed_range is not null;

grant select, insert, delete on network_plan, account_plan, account_address_range to cordon_web;
grant update (name, framed_pool, filter_ids, session_timeout, idle_timeout, interim_interval, version) on network_plan to cordon_web;
grant select on network_plan to cordon_ingest;
grant update (plan_id, framed_address, framed_range) on device to cordon_web, cordon_web_groups;

-- What the provider gave the account in scope, for whoever works in it; nothing of another account.
create function plans_in_scope() returns table (id uuid, name text)
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select p.id, p.name from public.account_plan a join public.network_plan p on p.id = a.plan_id
  where a.account = current_setting('app.account')::uuid;
end;

create function address_ranges_in_scope() returns setof cidr
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select r.range from public.account_address_range r where r.account = current_setting('app.account')::uuid;
end;

grant select on network_plan, account_plan, account_address_range to cordon_definer;
grant create on schema public to cordon_definer;
alter function plans_in_scope() owner to cordon_definer;
alter function address_ranges_in_scope() owner to cordon_definer;
revoke create on schema public from cordon_definer;
revoke all on function plans_in_scope(), address_ranges_in_scope() from public;
grant execute on function plans_in_scope(), address_ranges_in_scope() to cordon_web, cordon_web_groups;
