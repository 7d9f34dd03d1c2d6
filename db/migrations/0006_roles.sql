-- Roles of an account's own making: changed under a version, told apart by name whatever its case, and with every state they had.

alter table role add column version int not null default 1;
alter table role add column deleted_at timestamptz;
alter table role drop constraint role_account_id_name_key;
-- a deleted role keeps its name for the log, and leaves it to the next
create unique index role_by_name on role (account_id, lower(name) collate "C") where deleted_at is null;

create table role_version (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  role_id uuid not null,
  version int not null,
  change text not null check (change in ('created', 'changed', 'deleted')),
  name text not null,
  description text not null,
  permissions text[] not null,
  changed_at timestamptz not null default now(),
  changed_by uuid,
  changed_by_label text not null,
  -- of a deleted role: which one its grants and open invitations went to
  replaced_by uuid,
  primary key (account_id, role_id, version),
  foreign key (account_id, role_id) references role,
  foreign key (account_id, replaced_by) references role
);
call protect_account_table('role_version', null);

-- the invitations a role was promised in
create index invitation_of_role on invitation (account_id, role_id) where accepted_at is null and revoked_at is null;

-- who reaches a device through the whole account, without a look at everybody's grants for groups
create index role_grant_of_account on role_grant (account_id) where whole_account and revoked_at is null;

grant select, insert on role_version to cordon_web;
grant update (version, deleted_at) on role to cordon_web;
revoke delete on role from cordon_web;
-- open invitations move to the role that takes a deleted one's place
grant update (role_id) on invitation to cordon_web;
