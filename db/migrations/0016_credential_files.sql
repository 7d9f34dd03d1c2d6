-- Credentials that are given out: files that are fetched once, and that they were; to what a credential is bound may change.

-- Whose session may fetch a file, and to what it is encrypted: a passphrase that is shown once and kept nowhere, or
-- somebody's own public key (age). Who fetches it gives the passphrase again; its hash says that it is the one.
alter table credential_download
  add column session_id uuid not null,
  add column recipient text,
  -- only those that nobody was given yet
  add column only_new boolean not null default false,
  -- how many left, counted as they do, and the device up to which
  add column given_out int not null default 0,
  add column reached uuid,
  add column finished_at timestamptz,
  -- that nobody fetched it in time was recorded
  add column expired_at timestamptz,
  alter column passphrase_hash drop not null,
  add check ((recipient is null) <> (passphrase_hash is null)),
  drop constraint credential_download_format_check,
  add constraint credential_download_format_check check (format in ('csv', 'at', 'uci', 'ppp', 'routeros'));
create index credential_download_open on credential_download (account_id, expires_at)
  where used_at is null and expired_at is null;

alter table device_credential
  add column given_out_at timestamptz,
  add column given_out_by_label text;

grant update (given_out, reached, finished_at, expired_at) on credential_download to cordon_web, cordon_web_groups;
grant select (given_out_at, given_out_by_label) on device_credential to cordon_web, cordon_web_groups;
grant update (given_out_at, given_out_by_label, bound_to, nas_only) on device_credential to cordon_web, cordon_web_groups;

-- Files of all accounts that nobody fetched in time; ids only, for the worker, which then enters each account.
create function downloads_to_expire(at timestamptz, most int)
returns table (account_id uuid, download_id uuid)
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select d.account_id, d.id from public.credential_download d
  where d.used_at is null and d.expired_at is null and d.expires_at <= at
  order by d.expires_at limit most;
end;

grant select (account_id, id, used_at, expired_at, expires_at) on credential_download to cordon_definer;
grant create on schema public to cordon_definer;
alter function downloads_to_expire(timestamptz, int) owner to cordon_definer;
revoke create on schema public from cordon_definer;
revoke all on function downloads_to_expire(timestamptz, int) from public;
grant execute on function downloads_to_expire(timestamptz, int) to cordon_worker;
