-- What permissions are used for, and what the advisor of least privilege keeps.

-- Permitted uses per day, person and permission. A use on a device held by groups counts in each of those groups that the
-- device is in; 0 is the whole account, or a use that is not tied to a group. Kept for 400 days.
create table permission_use (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  membership_id uuid not null,
  permission text not null,
  group_no int not null,
  day date not null,
  uses int not null,
  last_used_at timestamptz not null,
  primary key (account_id, membership_id, permission, group_no, day),
  foreign key (account_id, membership_id) references membership
) with (fillfactor = 80);
-- what is older than it is kept
create index permission_use_by_day on permission_use (account_id, day);
call protect_account_table('permission_use', null);

-- The newest of them without the days: what was used lately is asked of a hundredth of the rows.
create table permission_last_use (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  membership_id uuid not null,
  permission text not null,
  group_no int not null,
  last_used_at timestamptz not null,
  primary key (account_id, membership_id, permission, group_no),
  foreign key (account_id, membership_id) references membership
) with (fillfactor = 50);
call protect_account_table('permission_last_use', null);

-- Since when a grant gives what it gives, as the worker saw it: what had no chance to be used is not called unused.
create table grant_holding (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  grant_id uuid not null,
  whole_account boolean not null,
  group_nos int[] not null,
  -- since it reaches no more than this
  reach_since timestamptz not null,
  -- {"device.view": "2026-01-31T00:00:00.000Z"}
  permissions_since jsonb not null,
  primary key (account_id, grant_id),
  foreign key (account_id, grant_id) references role_grant on delete cascade
);
call protect_account_table('grant_holding', null);

-- One row a day, for the trend beside the number.
create table account_figure (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  day date not null,
  members int not null,
  elevated_holders int not null,
  without_factor int not null,
  unused_permissions int not null,
  primary key (account_id, day)
);
call protect_account_table('account_figure', null);

-- A finding somebody decided to live with for a while, and why.
create table advice_dismissal (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  kind text not null check (kind in ('unused_grant', 'unused_permissions', 'wide_scope', 'no_factor', 'stale', 'unwatched')),
  -- the grant, member or group it is about
  subject_id uuid not null,
  reason text not null,
  dismissed_by uuid not null default nullif(current_setting('app.member'), '')::uuid,
  dismissed_by_label text not null,
  dismissed_at timestamptz not null default now(),
  until timestamptz not null,
  primary key (account_id, kind, subject_id),
  foreign key (account_id, dismissed_by) references membership
);
call protect_account_table('advice_dismissal', null);

grant select, insert, delete on permission_use, permission_last_use, grant_holding, account_figure, advice_dismissal to cordon_web;
grant update (uses, last_used_at) on permission_use to cordon_web;
grant update (last_used_at) on permission_last_use to cordon_web;
grant update (whole_account, group_nos, reach_since, permissions_since) on grant_holding to cordon_web;
grant update (members, elevated_holders, without_factor, unused_permissions) on account_figure to cordon_web;
grant update (reason, dismissed_by, dismissed_by_label, dismissed_at, until) on advice_dismissal to cordon_web;
