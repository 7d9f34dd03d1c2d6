-- What stands behind a gateway, and how a gateway is believed.

-- From where a gateway asks; none asks for nothing. A token that was renewed may be believed for a while beside the new one:
-- until a moment, or until the new one is first shown.
alter table gateway
  add column addresses text[] not null default '{}',
  add column token_set_at timestamptz,
  add column token_first_used_at timestamptz,
  add column old_token_hash bytea unique,
  add column old_token_until timestamptz,
  add column old_token_ends_on_first_use boolean not null default false,
  -- how long its records waited between it and here: the longest of the last minute in which some came
  add column lag_ms bigint,
  add column lag_at timestamptz,
  -- requests with its token from another address
  add column refused bigint not null default 0,
  add column last_refused_at timestamptz,
  add column last_refused_address text,
  add column version int not null default 1,
  add check (old_token_hash is null or old_token_hash <> token_hash);
update gateway set token_set_at = created_at;
alter table gateway alter column token_set_at set not null, alter column token_set_at set default now();

-- A network access server. Its name is what it calls itself (NAS-Identifier, else its address), which is what a session holds.
-- disconnect_secret_sealed is nonce, ciphertext and tag (lib/nas/seal-secret.ts).
create table nas (
  id uuid primary key,
  gateway_id uuid not null references gateway,
  name text not null unique,
  -- as they stand in NAS-IP-Address and NAS-IPv6-Address
  addresses text[] not null default '{}',
  -- a name for those that belong together; what a credential may be limited to
  nas_group text check (nas_group <> ''),
  -- where it takes Disconnect-Requests (RFC 5176)
  disconnect_address text,
  disconnect_port int not null default 3799 check (disconnect_port between 1 and 65535),
  disconnect_secret_sealed bytea,
  disconnect_key_version smallint,
  disconnect_secret_set_at timestamptz,
  disconnects_per_second int not null default 50 check (disconnects_per_second between 1 and 1000),
  created_at timestamptz not null default now(),
  version int not null default 1,
  check ((disconnect_secret_sealed is null) = (disconnect_key_version is null))
);
create index nas_of_gateway on nas (gateway_id, name);

grant select (addresses, token_set_at, token_first_used_at, old_token_until, old_token_ends_on_first_use, lag_ms, lag_at,
  refused, last_refused_at, last_refused_address, version) on gateway to cordon_web;
grant update (addresses, old_token_hash, old_token_until, old_token_ends_on_first_use, version) on gateway to cordon_web;
-- a token takes the place of another through the function below
revoke update (token_hash) on gateway from cordon_web;
grant update (token_first_used_at, old_token_hash, old_token_until, old_token_ends_on_first_use, lag_ms, lag_at, refused,
  last_refused_at, last_refused_address) on gateway to cordon_ingest;

-- the secret goes in and never comes out through the web
grant select (id, gateway_id, name, addresses, nas_group, disconnect_address, disconnect_port, disconnect_secret_set_at,
  disconnects_per_second, created_at, version) on nas to cordon_web;
grant insert, delete on nas to cordon_web;
grant update (gateway_id, name, addresses, nas_group, disconnect_address, disconnect_port, disconnect_secret_sealed,
  disconnect_key_version, disconnect_secret_set_at, disconnects_per_second, version) on nas to cordon_web;
grant select (name, addresses, nas_group) on nas to cordon_ingest;
grant select on nas to cordon_worker;
grant update (disconnect_secret_sealed, disconnect_key_version) on nas to cordon_worker;

-- Renews a token. The one before it goes on until a moment, or until the new one is first shown, or (keep false) no longer.
-- Done here, because no web role may read what it moves.
create function renew_gateway_token(gateway uuid, new_hash bytea, moment timestamptz, keep boolean, keep_until timestamptz,
  until_first_use boolean)
returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update public.gateway g
  set old_token_hash = case when keep then g.token_hash end, old_token_until = case when keep then keep_until end,
    old_token_ends_on_first_use = keep and until_first_use, token_hash = new_hash, token_set_at = moment,
    token_first_used_at = null, version = g.version + 1
  where g.id = gateway;
  return found;
end $$;

-- The names of NAS groups, which a credential may be limited to; they say nothing of any account.
create function nas_groups() returns setof text
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select distinct n.nas_group from public.nas n where n.nas_group is not null order by 1;
end;

grant select (nas_group) on nas to cordon_definer;
grant select (id, token_hash, version) on gateway to cordon_definer;
grant update (token_hash, token_set_at, token_first_used_at, old_token_hash, old_token_until, old_token_ends_on_first_use,
  version) on gateway to cordon_definer;
grant create on schema public to cordon_definer;
alter function renew_gateway_token(uuid, bytea, timestamptz, boolean, timestamptz, boolean) owner to cordon_definer;
alter function nas_groups() owner to cordon_definer;
revoke create on schema public from cordon_definer;
revoke all on function renew_gateway_token(uuid, bytea, timestamptz, boolean, timestamptz, boolean), nas_groups() from public;
grant execute on function renew_gateway_token(uuid, bytea, timestamptz, boolean, timestamptz, boolean) to cordon_web;
grant execute on function nas_groups() to cordon_web, cordon_web_groups;
