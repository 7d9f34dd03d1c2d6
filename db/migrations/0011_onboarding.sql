-- A second factor required of one person, people invited from a file, and requests that their asker takes back.

alter table membership
  -- this account asks a second factor of this member at once, whatever its policy asks of others
  add column second_factor_required boolean not null default false;
alter table invitation
  -- what the membership takes over when the invitation is accepted
  add column second_factor_required boolean not null default false,
  -- those that were sent together from one file: a file that is sent twice is found again
  add column import_id uuid;
create index invitation_of_import on invitation (account_id, import_id) where import_id is not null;
grant update (second_factor_required) on membership to cordon_web;

grant create on schema public to cordon_definer;
drop function policies_of_user(uuid, text[], text[]);

-- What each account somebody belongs to asks of their sign-in, whether it asks a second factor of this very member, and
-- whether they hold an elevated permission there now.
create function policies_of_user(who uuid, elevated text[], elevated_roles text[])
returns table (account_id uuid, name text, second_factor text, grace_until timestamptz, factor_kinds text[],
  phishing_resistant boolean, idle_minutes int, absolute_hours int, address_ranges jsonb, second_factor_required boolean,
  holds_elevated boolean)
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select m.account_id, a.name, coalesce(p.second_factor, 'elevated'), p.grace_until, coalesce(p.factor_kinds, '{app,key}'),
    coalesce(p.phishing_resistant, false), coalesce(p.idle_minutes, 30), coalesce(p.absolute_hours, 12),
    coalesce(p.address_ranges, '[]'), m.second_factor_required,
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

-- A request of the member in scope that nobody has decided yet is over. Nothing else about a request is theirs to write.
create function withdraw_own_request(request uuid, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update public.access_request set decided_at = at, outcome = 'void', answer = 'The person who asked took it back.'
  where account_id = current_setting('app.account')::uuid and id = request
    and requested_by = nullif(current_setting('app.member'), '')::uuid and decided_at is null;
  return found;
end $$;

grant select (account_id, id, requested_by, decided_at), update (decided_at, outcome, answer) on access_request to cordon_definer;
alter function withdraw_own_request(uuid, timestamptz) owner to cordon_definer;
alter function policies_of_user(uuid, text[], text[]) owner to cordon_definer;
revoke all on function policies_of_user(uuid, text[], text[]), withdraw_own_request(uuid, timestamptz) from public;
grant execute on function policies_of_user(uuid, text[], text[]) to cordon_auth;
grant execute on function withdraw_own_request(uuid, timestamptz) to cordon_web, cordon_web_groups;
revoke create on schema public from cordon_definer;
