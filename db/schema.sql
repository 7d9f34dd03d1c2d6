-- Made by the database from db/migrations; do not edit.

create table access_request (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  id uuid not null,
  requested_by uuid default (NULLIF(current_setting('app.member'::text), ''::text))::uuid not null,
  permission text,
  whole_account boolean default false not null,
  group_nos integer[] default '{}'::integer[] not null,
  grant_id uuid,
  grant_ends_at timestamp with time zone,
  wanted_until timestamp with time zone,
  reason text not null,
  created_at timestamp with time zone default now() not null,
  told_at timestamp with time zone,
  decided_at timestamp with time zone,
  outcome text,
  decided_by uuid,
  decided_by_label text,
  answer text
);
create table access_review (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  id uuid not null,
  title text not null,
  note text default ''::text not null,
  kind text not null,
  group_no integer,
  subject_name text,
  whole_account_too boolean default false not null,
  started_at timestamp with time zone default now() not null,
  started_by uuid default (NULLIF(current_setting('app.member'::text), ''::text))::uuid not null,
  started_by_label text not null,
  due_at timestamp with time zone not null,
  told_complete_at timestamp with time zone,
  closed_at timestamp with time zone,
  outcome text,
  closed_by uuid,
  closed_by_label text,
  closing_words text
);
create table access_review_item (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  id uuid not null,
  review_id uuid not null,
  position integer not null,
  grant_id uuid not null,
  membership_id uuid not null,
  role_id uuid not null,
  role_name text not null,
  whole_account boolean not null,
  groups jsonb not null,
  since timestamp with time zone not null,
  given_by text,
  ends_at timestamp with time zone,
  grant_version integer not null,
  role_version integer not null,
  used jsonb not null,
  reviewer_id uuid not null,
  handed_over jsonb default '[]'::jsonb not null,
  outcome text,
  decided_at timestamp with time zone,
  decided_by uuid,
  decided_by_label text,
  own boolean default false not null,
  reason text,
  before jsonb,
  after jsonb,
  decided_grant_version integer,
  decided_role_version integer
);
create table access_review_report (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  review_id uuid not null,
  signed_at timestamp with time zone default now() not null,
  signed_by uuid default (NULLIF(current_setting('app.member'::text), ''::text))::uuid not null,
  signed_by_label text not null,
  counts jsonb not null,
  items jsonb not null
);
create table access_review_reviewer (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  review_id uuid not null,
  membership_id uuid not null,
  added_at timestamp with time zone default now() not null,
  announced smallint default 0 not null
);
create table account (
  id uuid not null,
  slug text not null,
  name text not null,
  created_at timestamp with time zone default now() not null
);
create table account_address_range (
  account uuid not null,
  range cidr not null,
  created_at timestamp with time zone default now() not null
);
create table account_figure (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  day date not null,
  members integer not null,
  elevated_holders integer not null,
  without_factor integer not null,
  unused_permissions integer not null
);
create table account_plan (
  account uuid not null,
  plan_id uuid not null,
  created_at timestamp with time zone default now() not null
);
create table account_policy (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  second_factor text default 'elevated'::text not null,
  grace_until timestamp with time zone,
  factor_kinds text[] default '{app,key}'::text[] not null,
  phishing_resistant boolean default false not null,
  idle_minutes integer default 30 not null,
  absolute_hours integer default 12 not null,
  address_ranges jsonb default '[]'::jsonb not null,
  version integer default 1 not null,
  changed_at timestamp with time zone default now() not null
);
create table account_usage_hour (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  hour timestamp with time zone not null,
  up_bytes bigint default 0 not null,
  down_bytes bigint default 0 not null
) with (fillfactor=80);
create table advice_dismissal (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  kind text not null,
  subject_id uuid not null,
  reason text not null,
  dismissed_by uuid default (NULLIF(current_setting('app.member'::text), ''::text))::uuid not null,
  dismissed_by_label text not null,
  dismissed_at timestamp with time zone default now() not null,
  until timestamp with time zone not null
);
create table app_user (
  id uuid not null,
  email text not null,
  name text not null,
  created_at timestamp with time zone default now() not null,
  disabled_at timestamp with time zone
);
create table audit_event (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  id uuid not null,
  at timestamp with time zone default now() not null,
  actor_kind text not null,
  actor_id uuid,
  actor_label text not null,
  operation text not null,
  action text not null,
  outcome text not null,
  target_kind text,
  target_id text,
  target_label text,
  address text,
  detail jsonb default '{}'::jsonb not null
);
create table bulk_action (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  id uuid not null,
  operation text not null,
  input jsonb default '{}'::jsonb not null,
  requested_by uuid default (NULLIF(current_setting('app.member'::text), ''::text))::uuid not null,
  requested_by_label text not null,
  status text default 'waiting'::text not null,
  total integer not null,
  done integer default 0 not null,
  refused integer default 0 not null,
  created_at timestamp with time zone default now() not null,
  finished_at timestamp with time zone
);
create table bulk_action_item (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  bulk_action_id uuid not null,
  position integer not null,
  device_id uuid not null,
  device_label text not null,
  outcome text default 'waiting'::text not null,
  reason text
);
create table containment (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  id uuid not null,
  device_id uuid not null,
  cause text not null,
  reason text default ''::text not null,
  asked_at timestamp with time zone not null,
  asked_by uuid default (NULLIF(current_setting('app.member'::text), ''::text))::uuid,
  asked_by_label text not null,
  bulk_action_id uuid,
  status text not null,
  sessions integer default 0 not null,
  ended_at timestamp with time zone,
  stayed_away_since timestamp with time zone,
  closed_at timestamp with time zone,
  closed_by_label text,
  refused_before integer default 0 not null,
  refused integer default 0 not null,
  refused_told integer default 0 not null,
  refused_told_at timestamp with time zone,
  refused_until timestamp with time zone not null,
  heard_until timestamp with time zone not null,
  next_look_at timestamp with time zone not null,
  told_at timestamp with time zone,
  last_change_at timestamp with time zone not null,
  version integer default 1 not null
) with (fillfactor=80);
create table containment_event (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  id uuid not null,
  containment_id uuid not null,
  device_id uuid not null,
  session_id uuid,
  at timestamp with time zone not null,
  kind text not null,
  attributes jsonb default '{}'::jsonb not null,
  detail jsonb default '{}'::jsonb not null
);
create table credential_download (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  id uuid not null,
  requested_by uuid default (NULLIF(current_setting('app.member'::text), ''::text))::uuid not null,
  what jsonb not null,
  total integer not null,
  format text not null,
  reason text not null,
  passphrase_hash bytea,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  session_id uuid not null,
  recipient text,
  only_new boolean default false not null,
  given_out integer default 0 not null,
  reached uuid,
  finished_at timestamp with time zone,
  expired_at timestamp with time zone
);
create table credential_rules (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  realm text not null,
  pattern text not null,
  password_length integer not null,
  alphabet text not null,
  version integer default 1 not null,
  changed_at timestamp with time zone default now() not null,
  one_way boolean default false not null
);
create table data_session (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  id uuid not null,
  device_id uuid not null,
  session_key text not null,
  run smallint default 0 not null,
  acct_session_id text not null,
  nas text not null,
  framed_ip text,
  framed_ipv6_prefix text,
  apn text,
  rat text,
  imei text,
  started_at timestamp with time zone not null,
  last_heard_at timestamp with time zone not null,
  stopped_at timestamp with time zone,
  stop_cause text,
  interim_seconds integer,
  overdue_at timestamp with time zone,
  up_bytes bigint default 0 not null,
  down_bytes bigint default 0 not null,
  counters jsonb not null,
  user_name text,
  nas_address text
) with (fillfactor=80);
create table device (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  id uuid not null,
  kind text not null,
  state text default 'in_stock'::text not null,
  isolated boolean default false not null,
  label text not null,
  label_key text collate "C" generated always as (lower(label)) stored,
  iccid text collate "C",
  imsi text collate "C",
  msisdn text collate "C",
  imei text collate "C",
  eid text collate "C",
  dev_eui text collate "C",
  join_eui text collate "C",
  note text default ''::text not null,
  groups integer[] default '{}'::integer[] not null,
  created_at timestamp with time zone default now() not null,
  online boolean default false not null,
  online_since timestamp with time zone,
  last_heard_at timestamp with time zone,
  framed_ip text,
  usage_month date,
  month_up_bytes bigint default 0 not null,
  month_down_bytes bigint default 0 not null,
  version integer default 1 not null,
  network text collate "C",
  country text collate "C",
  plan_id uuid,
  framed_address text collate "C",
  framed_range cidr
) with (fillfactor=80);
create table device_auth_failure (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  device_id uuid not null,
  day date not null,
  reason text not null,
  failures integer not null,
  last_at timestamp with time zone not null,
  last_nas text
) with (fillfactor=80);
create table device_credential (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  id uuid not null,
  device_id uuid not null,
  username text collate "C" not null,
  username_lookup bytea not null,
  sealed bytea,
  key_version smallint not null,
  one_way text,
  valid_from timestamp with time zone not null,
  valid_until timestamp with time zone,
  bound_to text[] default '{}'::text[] not null,
  nas_only text[] default '{}'::text[] not null,
  created_at timestamp with time zone not null,
  created_by uuid,
  created_by_label text not null,
  bulk_action_id uuid,
  first_used_at timestamp with time zone,
  last_used_at timestamp with time zone,
  last_nas text,
  replaced_at timestamp with time zone,
  ends_on_first_use boolean default false not null,
  revoked_at timestamp with time zone,
  revoked_by_label text,
  given_out_at timestamp with time zone,
  given_out_by_label text,
  kept_one_way_at timestamp with time zone
) with (fillfactor=90);
create table device_group (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  id uuid not null,
  group_no integer not null,
  name text not null,
  name_key text collate "C" generated always as (lower(name)) stored,
  description text default ''::text not null,
  device_count integer default 0 not null,
  created_at timestamp with time zone default now() not null,
  rule jsonb,
  rule_words text,
  version integer default 1 not null
);
create table device_group_member (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  group_no integer not null,
  device_id uuid not null,
  label_key text collate "C" not null
);
create table device_import (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  id uuid not null,
  file_name text not null,
  requested_by uuid default (NULLIF(current_setting('app.member'::text), ''::text))::uuid not null,
  requested_by_label text not null,
  status text default 'checking'::text not null,
  total integer default 0 not null,
  processed integer default 0 not null,
  content text not null,
  problem_count integer default 0 not null,
  reason text,
  created_at timestamp with time zone default now() not null,
  finished_at timestamp with time zone
);
create table device_import_problem (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  import_id uuid not null,
  position integer not null,
  line integer not null,
  field text not null,
  value text not null,
  problem text not null
);
create table device_state_change (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  id uuid not null,
  device_id uuid not null,
  at timestamp with time zone default now() not null,
  from_state text,
  to_state text not null,
  reason text default ''::text not null,
  actor_label text not null
);
create table disconnect (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  id uuid not null,
  containment_id uuid not null,
  device_id uuid not null,
  session_id uuid not null,
  nas text not null,
  acct_session_id text not null,
  status text default 'waiting'::text not null,
  silent_before boolean default false not null,
  attempts integer default 0 not null,
  next_attempt_at timestamp with time zone,
  claimed_until timestamp with time zone,
  error_cause integer,
  acknowledged_at timestamp with time zone,
  still_sending_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_by text
) with (fillfactor=80);
create table factor_reset (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  id uuid not null,
  membership_id uuid not null,
  token_hash bytea not null,
  reason text not null,
  created_at timestamp with time zone default now() not null,
  created_by uuid not null,
  created_by_label text not null,
  expires_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  cancelled_at timestamp with time zone
);
create table gateway (
  id uuid not null,
  name text not null,
  token_hash bytea not null,
  created_at timestamp with time zone default now() not null,
  last_heard_at timestamp with time zone,
  records bigint default 0 not null,
  addresses text[] default '{}'::text[] not null,
  token_set_at timestamp with time zone default now() not null,
  token_first_used_at timestamp with time zone,
  old_token_hash bytea,
  old_token_until timestamp with time zone,
  old_token_ends_on_first_use boolean default false not null,
  lag_ms bigint,
  lag_at timestamp with time zone,
  refused bigint default 0 not null,
  last_refused_at timestamp with time zone,
  last_refused_address text,
  version integer default 1 not null,
  quarantined bigint default 0 not null,
  unknown_sessions bigint default 0 not null
);
create table grant_holding (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  grant_id uuid not null,
  whole_account boolean not null,
  group_nos integer[] not null,
  reach_since timestamp with time zone not null,
  permissions_since jsonb not null
);
create table group_counter (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  last_no integer not null
);
create table invitation (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  id uuid not null,
  email text not null,
  name text default ''::text not null,
  company text,
  message text default ''::text not null,
  role_id uuid not null,
  whole_account boolean not null,
  group_nos integer[] default '{}'::integer[] not null,
  access_ends_at timestamp with time zone,
  token_hash bytea not null,
  created_at timestamp with time zone default now() not null,
  created_by uuid,
  created_by_label text not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  revoked_at timestamp with time zone,
  second_factor_required boolean default false not null,
  import_id uuid
);
create table known_place (
  user_id uuid not null,
  place text not null,
  last_seen_at timestamp with time zone default now() not null
);
create table membership (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  id uuid not null,
  user_id uuid not null,
  email text not null,
  name text not null,
  company text,
  created_at timestamp with time zone default now() not null,
  last_seen_at timestamp with time zone,
  removed_at timestamp with time zone,
  reminded_at timestamp with time zone,
  second_factor_required boolean default false not null
);
create table nas (
  id uuid not null,
  gateway_id uuid not null,
  name text not null,
  addresses text[] default '{}'::text[] not null,
  nas_group text,
  disconnect_address text,
  disconnect_port integer default 3799 not null,
  disconnect_secret_sealed bytea,
  disconnect_key_version smallint,
  disconnect_secret_set_at timestamp with time zone,
  disconnects_per_second integer default 50 not null,
  created_at timestamp with time zone default now() not null,
  version integer default 1 not null
);
create table nas_pace (
  nas_id uuid not null,
  free_at timestamp with time zone not null
);
create table nas_reboot (
  nas text not null,
  rebooted_at timestamp with time zone not null
);
create table network_plan (
  id uuid not null,
  name text not null,
  framed_pool text,
  filter_ids text[] default '{}'::text[] not null,
  session_timeout integer,
  idle_timeout integer,
  interim_interval integer,
  created_at timestamp with time zone default now() not null,
  version integer default 1 not null
);
create table offboarding (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  id uuid not null,
  company text,
  reason text not null,
  at timestamp with time zone default now() not null,
  done_by uuid not null,
  done_by_label text not null,
  people jsonb not null,
  invitations jsonb default '[]'::jsonb not null
);
create table password_history (
  id uuid not null,
  user_id uuid not null,
  hash text not null,
  retired_at timestamp with time zone default now() not null
);
create table password_reset (
  id uuid not null,
  token_hash bytea not null,
  user_id uuid not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone
);
create table permission_last_use (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  membership_id uuid not null,
  permission text not null,
  group_no integer not null,
  last_used_at timestamp with time zone not null
) with (fillfactor=50);
create table permission_use (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  membership_id uuid not null,
  permission text not null,
  group_no integer not null,
  day date not null,
  uses integer not null,
  last_used_at timestamp with time zone not null
) with (fillfactor=80);
create table phone (
  id uuid not null,
  user_id uuid not null,
  number text not null,
  last_digits text not null,
  created_at timestamp with time zone default now() not null,
  verified_at timestamp with time zone,
  last_used_at timestamp with time zone
);
create table phone_code (
  id uuid not null,
  session_id uuid not null,
  user_id uuid not null,
  phone_id uuid not null,
  channel text not null,
  hash bytea not null,
  guesses integer default 0 not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  failed_at timestamp with time zone
);
create table platform_event (
  id uuid not null,
  at timestamp with time zone default now() not null,
  actor_id uuid,
  actor_label text not null,
  action text not null,
  outcome text not null,
  target_kind text,
  target_id text,
  target_label text,
  address text,
  detail jsonb default '{}'::jsonb not null
);
create table provider_operator (
  user_id uuid not null,
  role text not null,
  created_at timestamp with time zone default now() not null
);
create table quarantined_record (
  id uuid not null,
  gateway_id uuid not null,
  received_at timestamp with time zone default now() not null,
  reason text not null,
  record jsonb not null
);
create table recovery_code (
  user_id uuid not null,
  hash bytea not null,
  used_at timestamp with time zone
);
create table recovery_set (
  user_id uuid not null,
  salt bytea not null,
  created_at timestamp with time zone default now() not null
);
create table role (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  id uuid not null,
  built_in text,
  name text not null,
  description text default ''::text not null,
  permissions text[] default '{}'::text[] not null,
  created_at timestamp with time zone default now() not null,
  version integer default 1 not null,
  deleted_at timestamp with time zone
);
create table role_grant (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  id uuid not null,
  membership_id uuid not null,
  role_id uuid not null,
  whole_account boolean not null,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  created_by uuid,
  revoked_at timestamp with time zone,
  version integer default 1 not null,
  end_set_at timestamp with time zone default now() not null,
  extended_from timestamp with time zone,
  announced smallint default 0 not null,
  announced_end timestamp with time zone
);
create table role_grant_group (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  grant_id uuid not null,
  group_no integer not null
);
create table role_version (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  role_id uuid not null,
  version integer not null,
  change text not null,
  name text not null,
  description text not null,
  permissions text[] not null,
  changed_at timestamp with time zone default now() not null,
  changed_by uuid,
  changed_by_label text not null,
  replaced_by uuid
);
create table security_key (
  id uuid not null,
  user_id uuid not null,
  name text not null,
  credential_id text not null,
  public_key bytea not null,
  sign_count bigint not null,
  transports text[] default '{}'::text[] not null,
  passkey boolean not null,
  backed_up boolean not null,
  created_at timestamp with time zone default now() not null,
  last_used_at timestamp with time zone,
  regressed_at timestamp with time zone
);
create table seeing (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  session_id uuid not null,
  seer_id uuid default (NULLIF(current_setting('app.member'::text), ''::text))::uuid not null,
  member_id uuid not null,
  member_label text not null,
  started_at timestamp with time zone not null,
  ends_at timestamp with time zone not null
);
create table session (
  id uuid not null,
  token_hash bytea not null,
  user_id uuid not null,
  created_at timestamp with time zone default now() not null,
  last_seen_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  complete boolean not null,
  ip text,
  user_agent text,
  revoked_at timestamp with time zone,
  revoked_reason text,
  proofs text[] default '{password}'::text[] not null,
  confirmed_at timestamp with time zone default now() not null,
  confirmed_with text default 'password'::text not null,
  country text,
  accounts uuid[] default '{}'::uuid[] not null
);
create table sign_in_throttle (
  subject text not null,
  failures integer not null,
  last_failure_at timestamp with time zone not null,
  blocked_until timestamp with time zone
);
create table totp_app (
  id uuid not null,
  user_id uuid not null,
  name text not null,
  secret text not null,
  last_step bigint not null,
  created_at timestamp with time zone default now() not null,
  last_used_at timestamp with time zone
);
create table totp_enrolment (
  session_id uuid not null,
  user_id uuid not null,
  secret text not null,
  failures integer default 0 not null,
  expires_at timestamp with time zone not null
);
create table unknown_session (
  session_key text not null,
  run smallint default 0 not null,
  gateway_id uuid not null,
  imsi text,
  msisdn text,
  user_name text,
  imei text,
  nas text not null,
  framed_ip text,
  started_at timestamp with time zone,
  last_heard_at timestamp with time zone not null,
  stopped_at timestamp with time zone,
  up_bytes bigint default 0 not null,
  down_bytes bigint default 0 not null,
  counters jsonb not null
);
create table usage_hour (
  account_id uuid default (current_setting('app.account'::text))::uuid not null,
  device_id uuid not null,
  hour timestamp with time zone not null,
  up_bytes bigint default 0 not null,
  down_bytes bigint default 0 not null
) with (fillfactor=80);
create table user_password (
  user_id uuid not null,
  hash text not null,
  changed_at timestamp with time zone default now() not null
);
create table webauthn_challenge (
  challenge text not null,
  purpose text not null,
  session_id uuid,
  expires_at timestamp with time zone not null
);
create table worker_heartbeat (
  worker_id uuid not null,
  started_at timestamp with time zone default now() not null,
  heard_at timestamp with time zone default now() not null
);

alter table access_request add constraint access_request_pkey PRIMARY KEY (account_id, id);
alter table access_request add constraint access_request_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table access_request add constraint access_request_account_id_grant_id_fkey FOREIGN KEY (account_id, grant_id) REFERENCES public.role_grant(account_id, id);
alter table access_request add constraint access_request_account_id_requested_by_fkey FOREIGN KEY (account_id, requested_by) REFERENCES public.membership(account_id, id);
alter table access_request add constraint access_request_check CHECK (((permission IS NULL) <> (grant_id IS NULL)));
alter table access_request add constraint access_request_check1 CHECK (((decided_at IS NULL) = (outcome IS NULL)));
alter table access_request add constraint access_request_outcome_check CHECK ((outcome = ANY (ARRAY['granted'::text, 'refused'::text, 'void'::text])));
alter table access_review add constraint access_review_pkey PRIMARY KEY (account_id, id);
alter table access_review add constraint access_review_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table access_review add constraint access_review_account_id_started_by_fkey FOREIGN KEY (account_id, started_by) REFERENCES public.membership(account_id, id);
alter table access_review add constraint access_review_check CHECK (((closed_at IS NULL) = (outcome IS NULL)));
alter table access_review add constraint access_review_kind_check CHECK ((kind = ANY (ARRAY['group'::text, 'role'::text, 'contractors'::text, 'everybody'::text])));
alter table access_review add constraint access_review_outcome_check CHECK ((outcome = ANY (ARRAY['signed_off'::text, 'cancelled'::text])));
alter table access_review_item add constraint access_review_item_account_id_review_id_grant_id_key UNIQUE (account_id, review_id, grant_id);
alter table access_review_item add constraint access_review_item_account_id_review_id_position_key UNIQUE (account_id, review_id, "position");
alter table access_review_item add constraint access_review_item_pkey PRIMARY KEY (account_id, id);
alter table access_review_item add constraint access_review_item_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table access_review_item add constraint access_review_item_account_id_grant_id_fkey FOREIGN KEY (account_id, grant_id) REFERENCES public.role_grant(account_id, id);
alter table access_review_item add constraint access_review_item_account_id_membership_id_fkey FOREIGN KEY (account_id, membership_id) REFERENCES public.membership(account_id, id);
alter table access_review_item add constraint access_review_item_account_id_review_id_fkey FOREIGN KEY (account_id, review_id) REFERENCES public.access_review(account_id, id);
alter table access_review_item add constraint access_review_item_account_id_review_id_reviewer_id_fkey FOREIGN KEY (account_id, review_id, reviewer_id) REFERENCES public.access_review_reviewer(account_id, review_id, membership_id);
alter table access_review_item add constraint access_review_item_check CHECK (((outcome IS NULL) = (decided_at IS NULL)));
alter table access_review_item add constraint access_review_item_outcome_check CHECK ((outcome = ANY (ARRAY['kept'::text, 'narrowed'::text, 'ended'::text])));
alter table access_review_report add constraint access_review_report_pkey PRIMARY KEY (account_id, review_id);
alter table access_review_report add constraint access_review_report_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table access_review_report add constraint access_review_report_account_id_review_id_fkey FOREIGN KEY (account_id, review_id) REFERENCES public.access_review(account_id, id);
alter table access_review_reviewer add constraint access_review_reviewer_pkey PRIMARY KEY (account_id, review_id, membership_id);
alter table access_review_reviewer add constraint access_review_reviewer_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table access_review_reviewer add constraint access_review_reviewer_account_id_membership_id_fkey FOREIGN KEY (account_id, membership_id) REFERENCES public.membership(account_id, id);
alter table access_review_reviewer add constraint access_review_reviewer_account_id_review_id_fkey FOREIGN KEY (account_id, review_id) REFERENCES public.access_review(account_id, id);
alter table access_review_reviewer add constraint access_review_reviewer_announced_check CHECK (((announced >= 0) AND (announced <= 4)));
alter table account add constraint account_slug_key UNIQUE (slug);
alter table account add constraint account_pkey PRIMARY KEY (id);
alter table account add constraint account_slug_check CHECK (((slug ~ '^[a-z0-9](-?[a-z0-9])*$'::text) AND (length(slug) <= 40)));
alter table account_address_range add constraint account_address_range_apart EXCLUDE USING gist (range inet_ops WITH &&);
alter table account_address_range add constraint account_address_range_pkey PRIMARY KEY (account, range);
alter table account_address_range add constraint account_address_range_account_fkey FOREIGN KEY (account) REFERENCES public.account(id);
alter table account_address_range add constraint account_address_range_range_check CHECK (((family((range)::inet) = 4) AND (masklen((range)::inet) >= 8)));
alter table account_address_range add constraint account_address_range_range_check1 CHECK (((NOT ((range)::inet && '0.0.0.0/8'::inet)) AND (NOT ((range)::inet && '127.0.0.0/8'::inet)) AND (NOT ((range)::inet && '169.254.0.0/16'::inet)) AND (NOT ((range)::inet && '224.0.0.0/3'::inet))));
alter table account_figure add constraint account_figure_pkey PRIMARY KEY (account_id, day);
alter table account_figure add constraint account_figure_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table account_plan add constraint account_plan_pkey PRIMARY KEY (account, plan_id);
alter table account_plan add constraint account_plan_account_fkey FOREIGN KEY (account) REFERENCES public.account(id);
alter table account_plan add constraint account_plan_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES public.network_plan(id);
alter table account_policy add constraint account_policy_pkey PRIMARY KEY (account_id);
alter table account_policy add constraint account_policy_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table account_policy add constraint account_policy_absolute_hours_check CHECK (((absolute_hours >= 1) AND (absolute_hours <= 24)));
alter table account_policy add constraint account_policy_factor_kinds_check CHECK (((factor_kinds <@ '{app,key,phone}'::text[]) AND (factor_kinds && '{app,key}'::text[])));
alter table account_policy add constraint account_policy_idle_minutes_check CHECK (((idle_minutes >= 5) AND (idle_minutes <= 60)));
alter table account_policy add constraint account_policy_second_factor_check CHECK ((second_factor = ANY (ARRAY['nobody'::text, 'elevated'::text, 'everyone'::text])));
alter table account_usage_hour add constraint account_usage_hour_pkey PRIMARY KEY (account_id, hour);
alter table account_usage_hour add constraint account_usage_hour_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table advice_dismissal add constraint advice_dismissal_pkey PRIMARY KEY (account_id, kind, subject_id);
alter table advice_dismissal add constraint advice_dismissal_account_id_dismissed_by_fkey FOREIGN KEY (account_id, dismissed_by) REFERENCES public.membership(account_id, id);
alter table advice_dismissal add constraint advice_dismissal_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table advice_dismissal add constraint advice_dismissal_kind_check CHECK ((kind = ANY (ARRAY['unused_grant'::text, 'unused_permissions'::text, 'wide_scope'::text, 'no_factor'::text, 'stale'::text, 'unwatched'::text])));
alter table app_user add constraint app_user_email_key UNIQUE (email);
alter table app_user add constraint app_user_pkey PRIMARY KEY (id);
alter table app_user add constraint app_user_email_check CHECK ((email = lower(email)));
alter table audit_event add constraint audit_event_pkey PRIMARY KEY (account_id, id);
alter table audit_event add constraint audit_event_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table audit_event add constraint audit_event_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['member'::text, 'provider'::text, 'system'::text, 'machine'::text])));
alter table audit_event add constraint audit_event_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text, 'failed'::text])));
alter table bulk_action add constraint bulk_action_pkey PRIMARY KEY (account_id, id);
alter table bulk_action add constraint bulk_action_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table bulk_action add constraint bulk_action_account_id_requested_by_fkey FOREIGN KEY (account_id, requested_by) REFERENCES public.membership(account_id, id);
alter table bulk_action add constraint bulk_action_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'failed'::text])));
alter table bulk_action_item add constraint bulk_action_item_pkey PRIMARY KEY (account_id, bulk_action_id, "position");
alter table bulk_action_item add constraint bulk_action_item_account_id_bulk_action_id_fkey FOREIGN KEY (account_id, bulk_action_id) REFERENCES public.bulk_action(account_id, id) ON DELETE CASCADE;
alter table bulk_action_item add constraint bulk_action_item_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table bulk_action_item add constraint bulk_action_item_outcome_check CHECK ((outcome = ANY (ARRAY['waiting'::text, 'done'::text, 'refused'::text])));
alter table containment add constraint containment_pkey PRIMARY KEY (account_id, id);
alter table containment add constraint containment_account_id_device_id_fkey FOREIGN KEY (account_id, device_id) REFERENCES public.device(account_id, id) ON DELETE CASCADE;
alter table containment add constraint containment_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table containment add constraint containment_cause_check CHECK ((cause = ANY (ARRAY['isolated'::text, 'suspended'::text, 'terminated'::text])));
alter table containment add constraint containment_status_check CHECK ((status = ANY (ARRAY['ending'::text, 'watching'::text, 'away'::text, 'still_sending'::text, 'gave_up'::text, 'released'::text, 'superseded'::text])));
alter table containment_event add constraint containment_event_pkey PRIMARY KEY (account_id, id);
alter table containment_event add constraint containment_event_account_id_containment_id_fkey FOREIGN KEY (account_id, containment_id) REFERENCES public.containment(account_id, id) ON DELETE CASCADE;
alter table containment_event add constraint containment_event_account_id_device_id_fkey FOREIGN KEY (account_id, device_id) REFERENCES public.device(account_id, id) ON DELETE CASCADE;
alter table containment_event add constraint containment_event_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table containment_event add constraint containment_event_kind_check CHECK ((kind = ANY (ARRAY['contained'::text, 'asked'::text, 'acknowledged'::text, 'refused'::text, 'no_answer'::text, 'session_ended'::text, 'fell_silent'::text, 'still_sending'::text, 'new_session'::text, 'sign_on_refused'::text, 'stayed_away'::text, 'gave_up'::text, 'released'::text])));
alter table credential_download add constraint credential_download_pkey PRIMARY KEY (account_id, id);
alter table credential_download add constraint credential_download_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table credential_download add constraint credential_download_account_id_requested_by_fkey FOREIGN KEY (account_id, requested_by) REFERENCES public.membership(account_id, id);
alter table credential_download add constraint credential_download_check CHECK (((recipient IS NULL) <> (passphrase_hash IS NULL)));
alter table credential_download add constraint credential_download_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'at'::text, 'uci'::text, 'ppp'::text, 'routeros'::text])));
alter table credential_rules add constraint credential_rules_pkey PRIMARY KEY (account_id);
alter table credential_rules add constraint credential_rules_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table credential_rules add constraint credential_rules_alphabet_check CHECK ((alphabet = ANY (ARRAY['unambiguous'::text, 'digits'::text, 'hex'::text, 'symbols'::text])));
alter table credential_rules add constraint credential_rules_password_length_check CHECK (((password_length >= 8) AND (password_length <= 64)));
alter table data_session add constraint data_session_account_id_device_id_session_key_run_key UNIQUE (account_id, device_id, session_key, run);
alter table data_session add constraint data_session_pkey PRIMARY KEY (account_id, id);
alter table data_session add constraint data_session_account_id_device_id_fkey FOREIGN KEY (account_id, device_id) REFERENCES public.device(account_id, id) ON DELETE CASCADE;
alter table data_session add constraint data_session_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table device add constraint device_pkey PRIMARY KEY (account_id, id);
alter table device add constraint device_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table device add constraint device_account_id_framed_range_fkey FOREIGN KEY (account_id, framed_range) REFERENCES public.account_address_range(account, range);
alter table device add constraint device_account_id_plan_id_fkey FOREIGN KEY (account_id, plan_id) REFERENCES public.account_plan(account, plan_id);
alter table device add constraint device_framed_address_fits CHECK ((((framed_address IS NULL) = (framed_range IS NULL)) AND ((framed_address IS NULL) OR ((host((framed_address)::inet) = framed_address) AND ((framed_address)::inet <<= (framed_range)::inet) AND ((masklen((framed_range)::inet) >= 31) OR (((framed_address)::inet <> (host((framed_range)::inet))::inet) AND ((framed_address)::inet <> (host(broadcast((framed_range)::inet)))::inet)))))));
alter table device add constraint device_kind_check CHECK ((kind = ANY (ARRAY['cellular'::text, 'satellite'::text, 'lorawan'::text])));
alter table device add constraint device_state_check CHECK ((state = ANY (ARRAY['ordered'::text, 'in_stock'::text, 'active'::text, 'suspended'::text, 'terminated'::text])));
alter table device add constraint device_terminated_holds_nothing CHECK (((state <> 'terminated'::text) OR ((plan_id IS NULL) AND (framed_address IS NULL))));
alter table device_auth_failure add constraint device_auth_failure_pkey PRIMARY KEY (account_id, device_id, day, reason);
alter table device_auth_failure add constraint device_auth_failure_account_id_device_id_fkey FOREIGN KEY (account_id, device_id) REFERENCES public.device(account_id, id) ON DELETE CASCADE;
alter table device_auth_failure add constraint device_auth_failure_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table device_auth_failure add constraint device_auth_failure_reason_check CHECK ((reason = ANY (ARRAY['wrong_password'::text, 'revoked'::text, 'expired'::text, 'not_yet_valid'::text, 'isolated'::text, 'suspended'::text, 'terminated'::text, 'not_active'::text, 'imsi_mismatch'::text, 'msisdn_mismatch'::text, 'imei_mismatch'::text, 'nas_mismatch'::text])));
alter table device_credential add constraint device_credential_pkey PRIMARY KEY (account_id, id);
alter table device_credential add constraint device_credential_bound_to_check CHECK ((bound_to <@ '{imsi,msisdn,imei}'::text[]));
alter table device_credential add constraint device_credential_check CHECK (((sealed IS NULL) <> (one_way IS NULL)));
alter table device_credential add constraint device_credential_check1 CHECK (((valid_until IS NULL) OR (valid_until > valid_from)));
alter table device_credential add constraint device_credential_check2 CHECK (((one_way IS NULL) = (kept_one_way_at IS NULL)));
alter table device_group add constraint device_group_account_id_group_no_key UNIQUE (account_id, group_no);
alter table device_group add constraint device_group_account_id_name_key_key UNIQUE (account_id, name_key);
alter table device_group add constraint device_group_pkey PRIMARY KEY (account_id, id);
alter table device_group add constraint device_group_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table device_group add constraint device_group_check CHECK (((rule IS NULL) = (rule_words IS NULL)));
alter table device_group_member add constraint device_group_member_pkey PRIMARY KEY (account_id, group_no, device_id);
alter table device_group_member add constraint device_group_member_account_id_device_id_fkey FOREIGN KEY (account_id, device_id) REFERENCES public.device(account_id, id) ON DELETE CASCADE;
alter table device_group_member add constraint device_group_member_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table device_group_member add constraint device_group_member_account_id_group_no_fkey FOREIGN KEY (account_id, group_no) REFERENCES public.device_group(account_id, group_no) ON DELETE CASCADE;
alter table device_import add constraint device_import_pkey PRIMARY KEY (account_id, id);
alter table device_import add constraint device_import_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table device_import add constraint device_import_account_id_requested_by_fkey FOREIGN KEY (account_id, requested_by) REFERENCES public.membership(account_id, id);
alter table device_import add constraint device_import_status_check CHECK ((status = ANY (ARRAY['checking'::text, 'rejected'::text, 'importing'::text, 'done'::text, 'cancelled'::text, 'failed'::text])));
alter table device_import_problem add constraint device_import_problem_pkey PRIMARY KEY (account_id, import_id, "position");
alter table device_import_problem add constraint device_import_problem_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table device_import_problem add constraint device_import_problem_account_id_import_id_fkey FOREIGN KEY (account_id, import_id) REFERENCES public.device_import(account_id, id) ON DELETE CASCADE;
alter table device_state_change add constraint device_state_change_pkey PRIMARY KEY (account_id, id);
alter table device_state_change add constraint device_state_change_account_id_device_id_fkey FOREIGN KEY (account_id, device_id) REFERENCES public.device(account_id, id) ON DELETE CASCADE;
alter table device_state_change add constraint device_state_change_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table disconnect add constraint disconnect_account_id_containment_id_session_id_key UNIQUE (account_id, containment_id, session_id);
alter table disconnect add constraint disconnect_pkey PRIMARY KEY (account_id, id);
alter table disconnect add constraint disconnect_account_id_containment_id_fkey FOREIGN KEY (account_id, containment_id) REFERENCES public.containment(account_id, id) ON DELETE CASCADE;
alter table disconnect add constraint disconnect_account_id_device_id_fkey FOREIGN KEY (account_id, device_id) REFERENCES public.device(account_id, id) ON DELETE CASCADE;
alter table disconnect add constraint disconnect_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table disconnect add constraint disconnect_account_id_session_id_fkey FOREIGN KEY (account_id, session_id) REFERENCES public.data_session(account_id, id) ON DELETE CASCADE;
alter table disconnect add constraint disconnect_ended_by_check CHECK ((ended_by = ANY (ARRAY['stop'::text, 'restart'::text, 'silence'::text])));
alter table disconnect add constraint disconnect_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'asked'::text, 'acknowledged'::text, 'refused'::text, 'no_answer'::text, 'ended'::text, 'gave_up'::text, 'unknown_nas'::text])));
alter table factor_reset add constraint factor_reset_account_id_token_hash_key UNIQUE (account_id, token_hash);
alter table factor_reset add constraint factor_reset_pkey PRIMARY KEY (account_id, id);
alter table factor_reset add constraint factor_reset_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table factor_reset add constraint factor_reset_account_id_membership_id_fkey FOREIGN KEY (account_id, membership_id) REFERENCES public.membership(account_id, id);
alter table gateway add constraint gateway_name_key UNIQUE (name);
alter table gateway add constraint gateway_old_token_hash_key UNIQUE (old_token_hash);
alter table gateway add constraint gateway_token_hash_key UNIQUE (token_hash);
alter table gateway add constraint gateway_pkey PRIMARY KEY (id);
alter table gateway add constraint gateway_check CHECK (((old_token_hash IS NULL) OR (old_token_hash <> token_hash)));
alter table grant_holding add constraint grant_holding_pkey PRIMARY KEY (account_id, grant_id);
alter table grant_holding add constraint grant_holding_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table grant_holding add constraint grant_holding_account_id_grant_id_fkey FOREIGN KEY (account_id, grant_id) REFERENCES public.role_grant(account_id, id) ON DELETE CASCADE;
alter table group_counter add constraint group_counter_pkey PRIMARY KEY (account_id);
alter table group_counter add constraint group_counter_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table invitation add constraint invitation_account_id_token_hash_key UNIQUE (account_id, token_hash);
alter table invitation add constraint invitation_pkey PRIMARY KEY (account_id, id);
alter table invitation add constraint invitation_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table invitation add constraint invitation_account_id_role_id_fkey FOREIGN KEY (account_id, role_id) REFERENCES public.role(account_id, id);
alter table invitation add constraint invitation_email_check CHECK ((email = lower(email)));
alter table known_place add constraint known_place_pkey PRIMARY KEY (user_id, place);
alter table known_place add constraint known_place_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.app_user(id) ON DELETE CASCADE;
alter table membership add constraint membership_pkey PRIMARY KEY (account_id, id);
alter table membership add constraint membership_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table membership add constraint membership_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.app_user(id);
alter table nas add constraint nas_name_key UNIQUE (name);
alter table nas add constraint nas_pkey PRIMARY KEY (id);
alter table nas add constraint nas_gateway_id_fkey FOREIGN KEY (gateway_id) REFERENCES public.gateway(id);
alter table nas add constraint nas_check CHECK (((disconnect_secret_sealed IS NULL) = (disconnect_key_version IS NULL)));
alter table nas add constraint nas_disconnect_port_check CHECK (((disconnect_port >= 1) AND (disconnect_port <= 65535)));
alter table nas add constraint nas_disconnects_per_second_check CHECK (((disconnects_per_second >= 1) AND (disconnects_per_second <= 1000)));
alter table nas add constraint nas_nas_group_check CHECK ((nas_group <> ''::text));
alter table nas_pace add constraint nas_pace_pkey PRIMARY KEY (nas_id);
alter table nas_pace add constraint nas_pace_nas_id_fkey FOREIGN KEY (nas_id) REFERENCES public.nas(id) ON DELETE CASCADE;
alter table nas_reboot add constraint nas_reboot_pkey PRIMARY KEY (nas);
alter table network_plan add constraint network_plan_name_key UNIQUE (name);
alter table network_plan add constraint network_plan_pkey PRIMARY KEY (id);
alter table network_plan add constraint network_plan_filter_ids CHECK (((array_to_string(filter_ids, '
'::text) ~ '^([\x21-\x7e][\x20-\x7e]{0,252}(\n[\x21-\x7e][\x20-\x7e]{0,252}){0,9})?$'::text) AND (cardinality(string_to_array(array_to_string(filter_ids, '
'::text), '
'::text)) = cardinality(filter_ids))));
alter table network_plan add constraint network_plan_framed_pool_check CHECK ((framed_pool ~ '^[\x21-\x7e]([\x20-\x7e]{0,251}[\x21-\x7e])?$'::text));
alter table network_plan add constraint network_plan_idle_timeout_check CHECK ((idle_timeout >= 60));
alter table network_plan add constraint network_plan_interim_interval_check CHECK (((interim_interval >= 60) AND (interim_interval <= 86400)));
alter table network_plan add constraint network_plan_name_check CHECK ((name ~ '^[^\s](.{0,98}[^\s])?$'::text));
alter table network_plan add constraint network_plan_session_timeout_check CHECK ((session_timeout >= 60));
alter table offboarding add constraint offboarding_pkey PRIMARY KEY (account_id, id);
alter table offboarding add constraint offboarding_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table password_history add constraint password_history_pkey PRIMARY KEY (id);
alter table password_history add constraint password_history_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.app_user(id) ON DELETE CASCADE;
alter table password_reset add constraint password_reset_token_hash_key UNIQUE (token_hash);
alter table password_reset add constraint password_reset_pkey PRIMARY KEY (id);
alter table password_reset add constraint password_reset_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.app_user(id) ON DELETE CASCADE;
alter table permission_last_use add constraint permission_last_use_pkey PRIMARY KEY (account_id, membership_id, permission, group_no);
alter table permission_last_use add constraint permission_last_use_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table permission_last_use add constraint permission_last_use_account_id_membership_id_fkey FOREIGN KEY (account_id, membership_id) REFERENCES public.membership(account_id, id);
alter table permission_use add constraint permission_use_pkey PRIMARY KEY (account_id, membership_id, permission, group_no, day);
alter table permission_use add constraint permission_use_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table permission_use add constraint permission_use_account_id_membership_id_fkey FOREIGN KEY (account_id, membership_id) REFERENCES public.membership(account_id, id);
alter table phone add constraint phone_pkey PRIMARY KEY (id);
alter table phone add constraint phone_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.app_user(id) ON DELETE CASCADE;
alter table phone_code add constraint phone_code_session_id_key UNIQUE (session_id);
alter table phone_code add constraint phone_code_pkey PRIMARY KEY (id);
alter table phone_code add constraint phone_code_phone_id_fkey FOREIGN KEY (phone_id) REFERENCES public.phone(id) ON DELETE CASCADE;
alter table phone_code add constraint phone_code_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.session(id) ON DELETE CASCADE;
alter table phone_code add constraint phone_code_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.app_user(id) ON DELETE CASCADE;
alter table phone_code add constraint phone_code_channel_check CHECK ((channel = ANY (ARRAY['text'::text, 'call'::text])));
alter table platform_event add constraint platform_event_pkey PRIMARY KEY (id);
alter table platform_event add constraint platform_event_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text, 'failed'::text])));
alter table provider_operator add constraint provider_operator_pkey PRIMARY KEY (user_id);
alter table provider_operator add constraint provider_operator_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.app_user(id) ON DELETE CASCADE;
alter table provider_operator add constraint provider_operator_role_check CHECK ((role = ANY (ARRAY['operator'::text, 'analyst'::text])));
alter table quarantined_record add constraint quarantined_record_pkey PRIMARY KEY (id);
alter table quarantined_record add constraint quarantined_record_gateway_id_fkey FOREIGN KEY (gateway_id) REFERENCES public.gateway(id);
alter table recovery_code add constraint recovery_code_pkey PRIMARY KEY (user_id, hash);
alter table recovery_code add constraint recovery_code_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.recovery_set(user_id) ON DELETE CASCADE;
alter table recovery_set add constraint recovery_set_pkey PRIMARY KEY (user_id);
alter table recovery_set add constraint recovery_set_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.app_user(id) ON DELETE CASCADE;
alter table role add constraint role_pkey PRIMARY KEY (account_id, id);
alter table role add constraint role_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table role add constraint role_built_in_check CHECK ((built_in = ANY (ARRAY['administrator'::text, 'device_operator'::text, 'technician'::text, 'auditor'::text])));
alter table role_grant add constraint role_grant_pkey PRIMARY KEY (account_id, id);
alter table role_grant add constraint role_grant_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table role_grant add constraint role_grant_account_id_membership_id_fkey FOREIGN KEY (account_id, membership_id) REFERENCES public.membership(account_id, id);
alter table role_grant add constraint role_grant_account_id_role_id_fkey FOREIGN KEY (account_id, role_id) REFERENCES public.role(account_id, id);
alter table role_grant add constraint role_grant_announced_check CHECK (((announced >= 0) AND (announced <= 3)));
alter table role_grant_group add constraint role_grant_group_pkey PRIMARY KEY (account_id, grant_id, group_no);
alter table role_grant_group add constraint role_grant_group_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table role_grant_group add constraint role_grant_group_account_id_grant_id_fkey FOREIGN KEY (account_id, grant_id) REFERENCES public.role_grant(account_id, id) ON DELETE CASCADE;
alter table role_grant_group add constraint role_grant_group_account_id_group_no_fkey FOREIGN KEY (account_id, group_no) REFERENCES public.device_group(account_id, group_no) ON DELETE CASCADE;
alter table role_version add constraint role_version_pkey PRIMARY KEY (account_id, role_id, version);
alter table role_version add constraint role_version_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table role_version add constraint role_version_account_id_replaced_by_fkey FOREIGN KEY (account_id, replaced_by) REFERENCES public.role(account_id, id);
alter table role_version add constraint role_version_account_id_role_id_fkey FOREIGN KEY (account_id, role_id) REFERENCES public.role(account_id, id);
alter table role_version add constraint role_version_change_check CHECK ((change = ANY (ARRAY['created'::text, 'changed'::text, 'deleted'::text])));
alter table security_key add constraint security_key_credential_id_key UNIQUE (credential_id);
alter table security_key add constraint security_key_pkey PRIMARY KEY (id);
alter table security_key add constraint security_key_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.app_user(id) ON DELETE CASCADE;
alter table seeing add constraint seeing_pkey PRIMARY KEY (account_id, session_id);
alter table seeing add constraint seeing_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table seeing add constraint seeing_account_id_member_id_fkey FOREIGN KEY (account_id, member_id) REFERENCES public.membership(account_id, id);
alter table seeing add constraint seeing_account_id_seer_id_fkey FOREIGN KEY (account_id, seer_id) REFERENCES public.membership(account_id, id);
alter table seeing add constraint seeing_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.session(id) ON DELETE CASCADE;
alter table seeing add constraint seeing_check CHECK ((seer_id <> member_id));
alter table seeing add constraint seeing_check1 CHECK ((ends_at <= (started_at + '00:30:00'::interval)));
alter table session add constraint session_token_hash_key UNIQUE (token_hash);
alter table session add constraint session_pkey PRIMARY KEY (id);
alter table session add constraint session_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.app_user(id) ON DELETE CASCADE;
alter table session add constraint session_confirmed_with_check CHECK ((confirmed_with = ANY (ARRAY['password'::text, 'app'::text, 'key'::text, 'phone'::text, 'recovery'::text])));
alter table sign_in_throttle add constraint sign_in_throttle_pkey PRIMARY KEY (subject);
alter table totp_app add constraint totp_app_pkey PRIMARY KEY (id);
alter table totp_app add constraint totp_app_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.app_user(id) ON DELETE CASCADE;
alter table totp_enrolment add constraint totp_enrolment_pkey PRIMARY KEY (session_id);
alter table totp_enrolment add constraint totp_enrolment_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.session(id) ON DELETE CASCADE;
alter table totp_enrolment add constraint totp_enrolment_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.app_user(id) ON DELETE CASCADE;
alter table unknown_session add constraint unknown_session_pkey PRIMARY KEY (session_key, run);
alter table unknown_session add constraint unknown_session_gateway_id_fkey FOREIGN KEY (gateway_id) REFERENCES public.gateway(id);
alter table usage_hour add constraint usage_hour_pkey PRIMARY KEY (account_id, device_id, hour);
alter table usage_hour add constraint usage_hour_account_id_device_id_fkey FOREIGN KEY (account_id, device_id) REFERENCES public.device(account_id, id) ON DELETE CASCADE;
alter table usage_hour add constraint usage_hour_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);
alter table user_password add constraint user_password_pkey PRIMARY KEY (user_id);
alter table user_password add constraint user_password_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.app_user(id) ON DELETE CASCADE;
alter table webauthn_challenge add constraint webauthn_challenge_pkey PRIMARY KEY (challenge);
alter table webauthn_challenge add constraint webauthn_challenge_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.session(id) ON DELETE CASCADE;
alter table webauthn_challenge add constraint webauthn_challenge_purpose_check CHECK ((purpose = ANY (ARRAY['enrol'::text, 'prove'::text, 'sign_in'::text])));
alter table worker_heartbeat add constraint worker_heartbeat_pkey PRIMARY KEY (worker_id);

CREATE INDEX access_request_newest ON public.access_request USING btree (account_id, created_at DESC, id DESC);
CREATE INDEX access_request_of_member ON public.access_request USING btree (account_id, requested_by, created_at DESC, id DESC);
CREATE INDEX access_request_open ON public.access_request USING btree (account_id, created_at DESC, id DESC) WHERE (decided_at IS NULL);
CREATE UNIQUE INDEX access_request_open_grant ON public.access_request USING btree (account_id, grant_id) WHERE ((decided_at IS NULL) AND (grant_id IS NOT NULL));
CREATE UNIQUE INDEX access_request_open_permission ON public.access_request USING btree (account_id, requested_by, permission) WHERE ((decided_at IS NULL) AND (permission IS NOT NULL));
CREATE INDEX access_review_newest ON public.access_review USING btree (account_id, started_at DESC, id DESC);
CREATE INDEX access_review_open ON public.access_review USING btree (account_id, started_at DESC, id DESC) WHERE (closed_at IS NULL);
CREATE INDEX access_review_running ON public.access_review USING btree (due_at) WHERE (closed_at IS NULL);
CREATE INDEX access_review_item_of_grant ON public.access_review_item USING btree (account_id, grant_id);
CREATE INDEX access_review_item_waiting ON public.access_review_item USING btree (account_id, reviewer_id, review_id) WHERE (outcome IS NULL);
CREATE INDEX account_plan_of_plan ON public.account_plan USING btree (plan_id);
CREATE INDEX audit_event_by_action ON public.audit_event USING btree (account_id, action, at DESC, id DESC);
CREATE INDEX audit_event_by_actor ON public.audit_event USING btree (account_id, actor_id, at DESC, id DESC);
CREATE INDEX audit_event_by_target ON public.audit_event USING btree (account_id, target_id, at DESC, id DESC);
CREATE INDEX audit_event_newest ON public.audit_event USING btree (account_id, at DESC, id DESC);
CREATE INDEX audit_event_not_done ON public.audit_event USING btree (account_id, at DESC, id DESC) WHERE (outcome <> 'done'::text);
CREATE INDEX bulk_action_newest ON public.bulk_action USING btree (account_id, requested_by, created_at DESC, id DESC);
CREATE INDEX containment_of_device ON public.containment USING btree (account_id, device_id, id);
CREATE INDEX containment_of_work ON public.containment USING btree (account_id, bulk_action_id, id) WHERE (bulk_action_id IS NOT NULL);
CREATE UNIQUE INDEX containment_open ON public.containment USING btree (account_id, device_id) WHERE (status <> ALL (ARRAY['released'::text, 'superseded'::text]));
CREATE INDEX containment_watched ON public.containment USING btree (status, next_look_at) WHERE (status <> ALL (ARRAY['released'::text, 'superseded'::text]));
CREATE INDEX containment_event_of ON public.containment_event USING btree (account_id, containment_id, id);
CREATE INDEX credential_download_open ON public.credential_download USING btree (account_id, expires_at) WHERE ((used_at IS NULL) AND (expired_at IS NULL));
CREATE INDEX data_session_live ON public.data_session USING btree (account_id, device_id) WHERE (overdue_at IS NOT NULL);
CREATE INDEX data_session_live_of_nas ON public.data_session USING btree (nas) WHERE (stopped_at IS NULL);
CREATE INDEX data_session_of_device ON public.data_session USING btree (account_id, device_id, started_at DESC, id DESC);
CREATE INDEX data_session_overdue ON public.data_session USING btree (overdue_at) WHERE (overdue_at IS NOT NULL);
CREATE INDEX device_by_eid ON public.device USING btree (account_id, eid);
CREATE INDEX device_by_facet ON public.device USING btree (account_id, state, kind, online, label_key, id);
CREATE INDEX device_by_imei ON public.device USING btree (account_id, imei);
CREATE INDEX device_by_label ON public.device USING btree (account_id, label_key, id);
CREATE UNIQUE INDEX device_dev_eui ON public.device USING btree (account_id, dev_eui);
CREATE UNIQUE INDEX device_framed_address ON public.device USING btree (framed_address) WHERE (framed_address IS NOT NULL);
CREATE UNIQUE INDEX device_iccid ON public.device USING btree (account_id, iccid);
CREATE UNIQUE INDEX device_imsi ON public.device USING btree (account_id, imsi);
CREATE UNIQUE INDEX device_msisdn ON public.device USING btree (account_id, msisdn);
CREATE INDEX device_newest_by_facet ON public.device USING btree (account_id, state, kind, online, id);
CREATE INDEX device_of_framed_range ON public.device USING btree (account_id, framed_range) WHERE (framed_range IS NOT NULL);
CREATE INDEX device_of_iccid ON public.device USING btree (iccid) WHERE (iccid IS NOT NULL);
CREATE INDEX device_of_imsi ON public.device USING btree (imsi) WHERE (imsi IS NOT NULL);
CREATE INDEX device_of_msisdn ON public.device USING btree (msisdn) WHERE (msisdn IS NOT NULL);
CREATE INDEX device_of_plan ON public.device USING btree (account_id, plan_id) WHERE (plan_id IS NOT NULL);
CREATE INDEX device_auth_failure_by_day ON public.device_auth_failure USING btree (account_id, day);
CREATE UNIQUE INDEX device_credential_current ON public.device_credential USING btree (account_id, device_id) WHERE ((revoked_at IS NULL) AND (replaced_at IS NULL) AND (device_id IS NOT NULL));
CREATE INDEX device_credential_ending ON public.device_credential USING btree (account_id, valid_until, id) WHERE ((valid_until IS NOT NULL) AND (revoked_at IS NULL) AND (replaced_at IS NULL));
CREATE INDEX device_credential_past ON public.device_credential USING btree (account_id, device_id) WHERE ((revoked_at IS NOT NULL) OR (replaced_at IS NOT NULL));
CREATE INDEX device_credential_past_username ON public.device_credential USING btree (username_lookup) WHERE ((revoked_at IS NOT NULL) OR (replaced_at IS NOT NULL));
CREATE INDEX device_credential_replaced ON public.device_credential USING btree (account_id, id) WHERE ((replaced_at IS NOT NULL) AND (revoked_at IS NULL));
CREATE INDEX device_credential_unused ON public.device_credential USING btree (account_id, id) WHERE ((first_used_at IS NULL) AND (revoked_at IS NULL) AND (replaced_at IS NULL));
CREATE UNIQUE INDEX device_credential_username ON public.device_credential USING btree (username_lookup) WHERE ((revoked_at IS NULL) AND (replaced_at IS NULL) AND (username_lookup IS NOT NULL));
CREATE INDEX device_group_with_rule ON public.device_group USING btree (account_id, group_no) WHERE (rule IS NOT NULL);
CREATE INDEX device_group_member_by_label ON public.device_group_member USING btree (account_id, group_no, label_key, device_id);
CREATE INDEX device_group_member_of_device ON public.device_group_member USING btree (account_id, device_id);
CREATE INDEX device_import_newest ON public.device_import USING btree (account_id, created_at DESC, id DESC);
CREATE INDEX device_state_change_newest ON public.device_state_change USING btree (account_id, device_id, at DESC, id DESC);
CREATE INDEX disconnect_due ON public.disconnect USING btree (nas, next_attempt_at) WHERE (next_attempt_at IS NOT NULL);
CREATE INDEX factor_reset_of_member ON public.factor_reset USING btree (account_id, membership_id, created_at DESC);
CREATE INDEX invitation_by_name ON public.invitation USING btree (account_id, lower(COALESCE(NULLIF(name, ''::text), email)) COLLATE "C", id) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));
CREATE INDEX invitation_of_import ON public.invitation USING btree (account_id, import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX invitation_of_role ON public.invitation USING btree (account_id, role_id) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));
CREATE INDEX invitation_open ON public.invitation USING btree (account_id, created_at DESC) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));
CREATE INDEX membership_by_name ON public.membership USING btree (account_id, lower(name) COLLATE "C", id);
CREATE INDEX membership_of_company ON public.membership USING btree (account_id, lower(company)) WHERE ((removed_at IS NULL) AND (company IS NOT NULL));
CREATE INDEX membership_of_email ON public.membership USING btree (account_id, email) WHERE (removed_at IS NULL);
CREATE UNIQUE INDEX membership_of_user ON public.membership USING btree (account_id, user_id) WHERE (removed_at IS NULL);
CREATE INDEX nas_of_gateway ON public.nas USING btree (gateway_id, name);
CREATE INDEX offboarding_newest ON public.offboarding USING btree (account_id, at DESC, id DESC);
CREATE INDEX password_history_of_user ON public.password_history USING btree (user_id, retired_at DESC);
CREATE INDEX password_reset_of_user ON public.password_reset USING btree (user_id, created_at DESC);
CREATE INDEX permission_use_by_day ON public.permission_use USING btree (account_id, day);
CREATE INDEX phone_of_user ON public.phone USING btree (user_id);
CREATE INDEX platform_event_newest ON public.platform_event USING btree (at DESC, id DESC);
CREATE INDEX quarantined_record_newest ON public.quarantined_record USING btree (received_at DESC, id DESC);
CREATE INDEX quarantined_record_of_gateway ON public.quarantined_record USING btree (gateway_id, received_at DESC, id DESC);
CREATE UNIQUE INDEX role_built_in ON public.role USING btree (account_id, built_in);
CREATE UNIQUE INDEX role_by_name ON public.role USING btree (account_id, lower(name) COLLATE "C") WHERE (deleted_at IS NULL);
CREATE INDEX role_grant_ending ON public.role_grant USING btree (ends_at) WHERE ((ends_at IS NOT NULL) AND (revoked_at IS NULL) AND ((announced < 3) OR (announced_end IS DISTINCT FROM ends_at)));
CREATE INDEX role_grant_of_account ON public.role_grant USING btree (account_id) WHERE (whole_account AND (revoked_at IS NULL));
CREATE INDEX role_grant_of_membership ON public.role_grant USING btree (account_id, membership_id);
CREATE INDEX role_grant_of_role ON public.role_grant USING btree (account_id, role_id) WHERE (revoked_at IS NULL);
CREATE INDEX role_grant_group_of_group ON public.role_grant_group USING btree (account_id, group_no);
CREATE INDEX security_key_of_user ON public.security_key USING btree (user_id);
CREATE INDEX seeing_of_session ON public.seeing USING btree (session_id);
CREATE INDEX session_of_user ON public.session USING btree (user_id, created_at DESC);
CREATE INDEX totp_app_of_user ON public.totp_app USING btree (user_id);
CREATE INDEX unknown_session_newest ON public.unknown_session USING btree (last_heard_at DESC, session_key DESC);

alter table access_request enable row level security, force row level security;
alter table access_review enable row level security, force row level security;
alter table access_review_item enable row level security, force row level security;
alter table access_review_report enable row level security, force row level security;
alter table access_review_reviewer enable row level security, force row level security;
alter table account disable row level security;
alter table account_address_range disable row level security;
alter table account_figure enable row level security, force row level security;
alter table account_plan disable row level security;
alter table account_policy enable row level security, force row level security;
alter table account_usage_hour enable row level security, force row level security;
alter table advice_dismissal enable row level security, force row level security;
alter table app_user disable row level security;
alter table audit_event enable row level security, force row level security;
alter table bulk_action enable row level security, force row level security;
alter table bulk_action_item enable row level security, force row level security;
alter table containment enable row level security, force row level security;
alter table containment_event enable row level security, force row level security;
alter table credential_download enable row level security, force row level security;
alter table credential_rules enable row level security, force row level security;
alter table data_session enable row level security, force row level security;
alter table device enable row level security, force row level security;
alter table device_auth_failure enable row level security, force row level security;
alter table device_credential enable row level security, force row level security;
alter table device_group enable row level security, force row level security;
alter table device_group_member enable row level security, force row level security;
alter table device_import enable row level security, force row level security;
alter table device_import_problem enable row level security, force row level security;
alter table device_state_change enable row level security, force row level security;
alter table disconnect enable row level security, force row level security;
alter table factor_reset enable row level security, force row level security;
alter table gateway disable row level security;
alter table grant_holding enable row level security, force row level security;
alter table group_counter enable row level security, force row level security;
alter table invitation enable row level security, force row level security;
alter table known_place disable row level security;
alter table membership enable row level security, force row level security;
alter table nas disable row level security;
alter table nas_pace disable row level security;
alter table nas_reboot disable row level security;
alter table network_plan disable row level security;
alter table offboarding enable row level security, force row level security;
alter table password_history disable row level security;
alter table password_reset disable row level security;
alter table permission_last_use enable row level security, force row level security;
alter table permission_use enable row level security, force row level security;
alter table phone disable row level security;
alter table phone_code disable row level security;
alter table platform_event disable row level security;
alter table provider_operator disable row level security;
alter table quarantined_record disable row level security;
alter table recovery_code disable row level security;
alter table recovery_set disable row level security;
alter table role enable row level security, force row level security;
alter table role_grant enable row level security, force row level security;
alter table role_grant_group enable row level security, force row level security;
alter table role_version enable row level security, force row level security;
alter table security_key disable row level security;
alter table seeing enable row level security, force row level security;
alter table session disable row level security;
alter table sign_in_throttle disable row level security;
alter table totp_app disable row level security;
alter table totp_enrolment disable row level security;
alter table unknown_session disable row level security;
alter table usage_hour enable row level security, force row level security;
alter table user_password disable row level security;
alter table webauthn_challenge disable row level security;
alter table worker_heartbeat disable row level security;

create policy some_groups on access_request for all to cordon_web_groups using (((account_id = (current_setting('app.account'::text))::uuid) AND (requested_by = (NULLIF(current_setting('app.member'::text), ''::text))::uuid))) with check (((account_id = (current_setting('app.account'::text))::uuid) AND (requested_by = (NULLIF(current_setting('app.member'::text), ''::text))::uuid)));
create policy whole_account on access_request for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on access_review for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on access_review_item for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on access_review_report for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on access_review_reviewer for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on account_figure for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on account_policy for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on account_usage_hour for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on advice_dismissal for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy record_only on audit_event for insert to cordon_web_groups with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on audit_event for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy some_groups on bulk_action for all to cordon_web_groups using (((account_id = (current_setting('app.account'::text))::uuid) AND (requested_by = (NULLIF(current_setting('app.member'::text), ''::text))::uuid))) with check (((account_id = (current_setting('app.account'::text))::uuid) AND (requested_by = (NULLIF(current_setting('app.member'::text), ''::text))::uuid)));
create policy whole_account on bulk_action for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy own_work_only on bulk_action_item as restrictive for insert to cordon_web_groups with check (public.app_sees_bulk_action(bulk_action_id));
create policy some_groups on bulk_action_item for all to cordon_web_groups using (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_device(device_id))) with check (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_device(device_id)));
create policy whole_account on bulk_action_item for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy some_groups on containment for all to cordon_web_groups using (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_device(device_id))) with check (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_device(device_id)));
create policy whole_account on containment for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy own_containment_only on containment_event as restrictive for insert to cordon_web_groups with check (public.app_sees_containment(containment_id, device_id));
create policy some_groups on containment_event for all to cordon_web_groups using (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_device(device_id))) with check (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_device(device_id)));
create policy whole_account on containment_event for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy some_groups on credential_download for all to cordon_web_groups using (((account_id = (current_setting('app.account'::text))::uuid) AND (requested_by = (NULLIF(current_setting('app.member'::text), ''::text))::uuid))) with check (((account_id = (current_setting('app.account'::text))::uuid) AND (requested_by = (NULLIF(current_setting('app.member'::text), ''::text))::uuid)));
create policy whole_account on credential_download for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on credential_rules for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy some_groups on data_session for all to cordon_web_groups using (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_device(device_id))) with check (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_device(device_id)));
create policy whole_account on data_session for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy some_groups on device for all to cordon_web_groups using (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_groups(groups))) with check (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_groups(groups)));
create policy whole_account on device for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy some_groups on device_auth_failure for all to cordon_web_groups using (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_device(device_id))) with check (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_device(device_id)));
create policy whole_account on device_auth_failure for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy some_groups on device_credential for all to cordon_web_groups using (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_device(device_id))) with check (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_device(device_id)));
create policy whole_account on device_credential for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy some_groups on device_group for all to cordon_web_groups using (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_group(group_no))) with check (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_group(group_no)));
create policy whole_account on device_group for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy own_devices_only on device_group_member as restrictive for insert to cordon_web_groups with check (public.app_sees_device(device_id));
create policy some_groups on device_group_member for all to cordon_web_groups using (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_group(group_no))) with check (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_group(group_no)));
create policy whole_account on device_group_member for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on device_import for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on device_import_problem for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy some_groups on device_state_change for all to cordon_web_groups using (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_device(device_id))) with check (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_device(device_id)));
create policy whole_account on device_state_change for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy own_containment_only on disconnect as restrictive for insert to cordon_web_groups with check (public.app_sees_containment(containment_id, device_id));
create policy some_groups on disconnect for all to cordon_web_groups using (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_device(device_id))) with check (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_device(device_id)));
create policy whole_account on disconnect for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on factor_reset for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on grant_holding for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on group_counter for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on invitation for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on membership for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on offboarding for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on permission_last_use for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on permission_use for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on role for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on role_grant for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on role_grant_group for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy whole_account on role_version for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy some_groups on seeing for all to cordon_web_groups using (((account_id = (current_setting('app.account'::text))::uuid) AND (seer_id = (NULLIF(current_setting('app.member'::text), ''::text))::uuid))) with check (((account_id = (current_setting('app.account'::text))::uuid) AND (seer_id = (NULLIF(current_setting('app.member'::text), ''::text))::uuid)));
create policy whole_account on seeing for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));
create policy some_groups on usage_hour for all to cordon_web_groups using (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_device(device_id))) with check (((account_id = (current_setting('app.account'::text))::uuid) AND public.app_sees_device(device_id)));
create policy whole_account on usage_hour for all to cordon_web using ((account_id = (current_setting('app.account'::text))::uuid)) with check ((account_id = (current_setting('app.account'::text))::uuid));

CREATE OR REPLACE FUNCTION public.accounts_of_user(who uuid)
 RETURNS TABLE(id uuid, slug text, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 SELECT a.id,
     a.slug,
     a.name
    FROM (public.membership m
      JOIN public.account a ON ((a.id = m.account_id)))
   WHERE ((m.user_id = accounts_of_user.who) AND (m.removed_at IS NULL))
   ORDER BY a.name, a.id;
END
;
alter function public.accounts_of_user(uuid) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.address_ranges_in_scope()
 RETURNS SETOF cidr
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 SELECT r.range
    FROM public.account_address_range r
   WHERE (r.account = (current_setting('app.account'::text))::uuid);
END
;
alter function public.address_ranges_in_scope() owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.app_scope(account uuid, groups text, member uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if groups = '*' and session_user = 'cordon_web_groups' then
    raise exception 'a connection limited to groups cannot take the scope of a whole account';
  end if;
  execute format('set local app.account = %L', account);
  execute format('set local app.groups = %L', groups);
  execute format('set local app.member = %L', coalesce(member::text, ''));
end $function$
;
alter function public.app_scope(uuid,text,uuid) owner to cordon_owner;

CREATE OR REPLACE FUNCTION public.app_sees_bulk_action(bulk_action uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
begin
  perform 1 from bulk_action b where b.account_id = current_setting('app.account')::uuid and b.id = bulk_action;
  return found;
end $function$
;
alter function public.app_sees_bulk_action(uuid) owner to cordon_owner;

CREATE OR REPLACE FUNCTION public.app_sees_containment(containment uuid, device uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
begin
  perform 1 from containment c
  where c.account_id = current_setting('app.account')::uuid and c.id = containment and c.device_id = device;
  return found;
end $function$
;
alter function public.app_sees_containment(uuid,uuid) owner to cordon_owner;

CREATE OR REPLACE FUNCTION public.app_sees_device(device_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
begin
  perform 1 from device d where d.account_id = current_setting('app.account')::uuid and d.id = device_id;
  return found;
end $function$
;
alter function public.app_sees_device(uuid) owner to cordon_owner;

CREATE OR REPLACE FUNCTION public.app_sees_group(group_no integer)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (strpos(current_setting('app.groups'::text), ((','::text || group_no) || ','::text)) > 0)
;
alter function public.app_sees_group(integer) owner to cordon_owner;

CREATE OR REPLACE FUNCTION public.app_sees_groups(groups integer[])
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
declare
  scope text := current_setting('app.groups');
  group_no int;
begin
  foreach group_no in array groups loop
    if strpos(scope, ',' || group_no || ',') > 0 then return true; end if;
  end loop;
  return false;
end $function$
;
alter function public.app_sees_groups(integer[]) owner to cordon_owner;

CREATE OR REPLACE FUNCTION public.claim_disconnects(moment timestamp with time zone, lease interval, most integer, busy text[])
 RETURNS TABLE(account_id uuid, id uuid, containment_id uuid, device_id uuid, session_id uuid, attempt integer, error_cause integer, nas text, nas_id uuid, acct_session_id text, user_name text, framed_ip text, nas_address text, imsi text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
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
end $function$
;
alter function public.claim_disconnects(timestamp with time zone,interval,integer,text[]) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.containments_to_look_at(moment timestamp with time zone, thorough boolean, most integer)
 RETURNS TABLE(account_id uuid, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 SELECT c.account_id,
     c.id
    FROM (public.containment c
      JOIN public.device d ON (((d.account_id = c.account_id) AND (d.id = c.device_id))))
   WHERE (((c.status = ANY (ARRAY['ending'::text, 'watching'::text, 'still_sending'::text, 'gave_up'::text])) OR (containments_to_look_at.thorough AND (c.status = 'away'::text))) AND ((c.next_look_at <= containments_to_look_at.moment) OR (date_trunc('milliseconds'::text, d.last_heard_at) > c.heard_until) OR (EXISTS ( SELECT
            FROM (public.disconnect x
              JOIN public.data_session s ON (((s.account_id = x.account_id) AND (s.id = x.session_id))))
           WHERE ((x.account_id = c.account_id) AND (x.containment_id = c.id) AND (x.status <> 'ended'::text) AND (s.stopped_at IS NOT NULL)))) OR (EXISTS ( SELECT
            FROM public.data_session s
           WHERE ((s.account_id = c.account_id) AND (s.device_id = c.device_id) AND (s.overdue_at IS NOT NULL) AND (NOT (EXISTS ( SELECT
                    FROM public.disconnect x
                   WHERE ((x.account_id = c.account_id) AND (x.containment_id = c.id) AND (x.session_id = s.id)))))))) OR (EXISTS ( SELECT
            FROM public.device_auth_failure f
           WHERE ((f.account_id = c.account_id) AND (f.device_id = c.device_id) AND (f.day >= ((c.asked_at AT TIME ZONE 'UTC'::text))::date) AND (date_trunc('milliseconds'::text, f.last_at) > c.refused_until))))))
   ORDER BY c.account_id, c.id
  LIMIT containments_to_look_at.most;
END
;
alter function public.containments_to_look_at(timestamp with time zone,boolean,integer) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.count_device_states_in_scope()
 RETURNS TABLE(state text, devices bigint, online bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  account uuid := current_setting('app.account')::uuid;
  scope text := current_setting('app.groups');
begin
  if scope = '*' then
    return query
      select s.state, s.devices, coalesce(o.online, 0)
      from (select d.state, count(*) as devices from public.device d where d.account_id = account group by d.state) s
      left join (select d.state, count(*) as online from public.device d
                 where d.account_id = account and d.online group by d.state) o on o.state = s.state;
  else
    return query
      select d.state, count(*), count(*) filter (where d.online)
      from (select distinct m.device_id from public.device_group_member m
            where m.account_id = account and m.group_no = any(string_to_array(trim(both ',' from scope), ',')::int[])) seen
      join public.device d on d.account_id = account and d.id = seen.device_id
      group by d.state;
  end if;
end $function$
;
alter function public.count_device_states_in_scope() owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.count_devices_in_scope()
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  account uuid := current_setting('app.account')::uuid;
  scope text := current_setting('app.groups');
begin
  if scope = '*' then
    return (select count(*) from public.device d where d.account_id = account);
  end if;
  return (select count(distinct m.device_id) from public.device_group_member m
          where m.account_id = account and m.group_no = any(string_to_array(trim(both ',' from scope), ',')::int[]));
end $function$
;
alter function public.count_devices_in_scope() owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.credential_rules_in_scope()
 RETURNS TABLE(realm text, pattern text, password_length integer, alphabet text, one_way boolean, version integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 SELECT COALESCE(r.realm, a.slug) AS "coalesce",
     COALESCE(r.pattern, '{iccid}@{realm}'::text) AS "coalesce",
     COALESCE(r.password_length, 20) AS "coalesce",
     COALESCE(r.alphabet, 'unambiguous'::text) AS "coalesce",
     COALESCE(r.one_way, false) AS "coalesce",
     COALESCE(r.version, 0) AS "coalesce"
    FROM (public.account a
      LEFT JOIN public.credential_rules r ON ((r.account_id = a.id)))
   WHERE (a.id = (current_setting('app.account'::text))::uuid);
END
;
alter function public.credential_rules_in_scope() owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.credentials_sealed_otherwise(version smallint, after_account uuid, after_id uuid, most integer)
 RETURNS TABLE(account_id uuid, id uuid, device_id uuid, sealed bytea, key_version smallint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 SELECT c.account_id,
     c.id,
     c.device_id,
     c.sealed,
     c.key_version
    FROM public.device_credential c
   WHERE ((ROW(c.account_id, c.id) > ROW(credentials_sealed_otherwise.after_account, credentials_sealed_otherwise.after_id)) AND (c.key_version <> credentials_sealed_otherwise.version) AND (c.sealed IS NOT NULL))
   ORDER BY c.account_id, c.id
  LIMIT credentials_sealed_otherwise.most;
END
;
alter function public.credentials_sealed_otherwise(smallint,uuid,uuid,integer) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.downloads_to_expire(at timestamp with time zone, most integer)
 RETURNS TABLE(account_id uuid, download_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 SELECT d.account_id,
     d.id
    FROM public.credential_download d
   WHERE ((d.used_at IS NULL) AND (d.expired_at IS NULL) AND (d.expires_at <= downloads_to_expire.at))
   ORDER BY d.expires_at
  LIMIT downloads_to_expire.most;
END
;
alter function public.downloads_to_expire(timestamp with time zone,integer) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.end_sessions_of_member(member uuid, only_session uuid, reason text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare ended int;
begin
  update public.session s set revoked_at = now(), revoked_reason = reason
  from public.membership m
  where m.account_id = current_setting('app.account')::uuid and m.id = member and m.removed_at is null
    and s.user_id = m.user_id and m.account_id = any (s.accounts) and s.revoked_at is null
    and (only_session is null or s.id = only_session);
  get diagnostics ended = row_count;
  return ended;
end $function$
;
alter function public.end_sessions_of_member(uuid,uuid,text) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.end_sessions_without_grant(member uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 UPDATE public.session s SET revoked_at = now(), revoked_reason = 'no grant left'::text
    FROM public.membership m
   WHERE ((m.account_id = (current_setting('app.account'::text))::uuid) AND (m.id = end_sessions_without_grant.member) AND (s.user_id = m.user_id) AND (s.revoked_at IS NULL) AND (NOT (EXISTS ( SELECT
            FROM public.provider_operator p
           WHERE (p.user_id = m.user_id)))) AND (NOT (EXISTS ( SELECT
            FROM (public.membership o
              JOIN public.role_grant g ON (((g.account_id = o.account_id) AND (g.membership_id = o.id))))
           WHERE ((o.user_id = m.user_id) AND (o.removed_at IS NULL) AND (g.revoked_at IS NULL) AND ((g.ends_at IS NULL) OR (g.ends_at > now())))))));
END
;
alter function public.end_sessions_without_grant(uuid) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.enter_account(session_id uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 UPDATE public.session s SET accounts = (s.accounts || m.account_id)
    FROM public.membership m
   WHERE ((s.id = enter_account.session_id) AND (m.account_id = (current_setting('app.account'::text))::uuid) AND (m.user_id = s.user_id) AND (m.removed_at IS NULL) AND (NOT (m.account_id = ANY (s.accounts))));
END
;
alter function public.enter_account(uuid) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.follow_rules(changed uuid[], of_group integer)
 RETURNS TABLE(group_id uuid, group_no integer, group_name text, rule_words text, device_id uuid, device_label text, joins boolean, groups integer[])
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
#variable_conflict use_column
declare
  account uuid := current_setting('app.account')::uuid;
  moved_nos int[];
  moved_ids uuid[];
  moved_in boolean[];
begin
  with ruled as (
    select g.group_no, g.rule from public.device_group g
    where g.account_id = account and g.rule is not null and (of_group is null or g.group_no = of_group)
  ), wanted as materialized (
    select r.group_no, d.id, d.label_key from ruled r
    join public.device d on d.account_id = account and (changed is null or d.id = any(changed))
    where public.rule_matches(r.rule, d)
  ), had as materialized (
    select m.group_no, m.device_id from ruled r
    join public.device_group_member m on m.account_id = account and m.group_no = r.group_no
      and (changed is null or m.device_id = any(changed))
  ), gone as (
    delete from public.device_group_member m
    using (select h.group_no, h.device_id from had h
           where not exists (select from wanted w where w.group_no = h.group_no and w.id = h.device_id)) x
    where m.account_id = account and m.group_no = x.group_no and m.device_id = x.device_id
    returning m.group_no, m.device_id
  ), come as (
    insert into public.device_group_member (account_id, group_no, device_id, label_key)
    select account, w.group_no, w.id, w.label_key from wanted w
    where not exists (select from had h where h.group_no = w.group_no and h.device_id = w.id)
    order by w.group_no, w.id
    on conflict do nothing returning group_no, device_id
  ), moves as (
    select c.group_no, c.device_id, true as is_in from come c
    union all select g.group_no, g.device_id, false from gone g
  )
  select array_agg(m.group_no), array_agg(m.device_id), array_agg(m.is_in)
  into moved_nos, moved_ids, moved_in from moves m;
  if moved_ids is null then return; end if;
  perform public.sync_device_groups(array(select distinct unnest(moved_ids)), array(select distinct unnest(moved_nos)));
  return query
    select g.id, g.group_no, g.name, g.rule_words, d.id, d.label, m.is_in, d.groups || m.no
    from unnest(moved_nos, moved_ids, moved_in) m (no, device, is_in)
    join public.device_group g on g.account_id = account and g.group_no = m.no
    join public.device d on d.account_id = account and d.id = m.device
    order by g.group_no, m.is_in, d.label_key, d.id;
end $function$
;
alter function public.follow_rules(uuid[],integer) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.follow_rules_heard(accounts uuid[], devices uuid[])
 RETURNS TABLE(account_id uuid, device_id uuid, groups integer[])
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
#variable_conflict use_column
declare
  account uuid;
  heard uuid[];
begin
  for account, heard in
    select h.account, array_agg(h.device order by h.device) from unnest(accounts, devices) h (account, device)
    where exists (select from public.device_group g where g.account_id = h.account and g.rule is not null)
    group by h.account order by h.account
  loop
    perform set_config('app.account', account::text, true);
    return query
      with moves as materialized (select * from public.follow_rules(heard, null)),
      told as (
        select m.joins, m.rule_words, 'group' as kind, m.group_id as target, m.group_name as label,
          jsonb_build_object('count', count(*)) as more
        from moves m group by m.joins, m.rule_words, m.group_id, m.group_name
        union all
        select m.joins, m.rule_words, 'device', m.device_id, m.device_label,
          jsonb_build_object('group', jsonb_build_object('id', m.group_id, 'name', m.group_name))
        from moves m
      ), recorded as (
        insert into public.audit_event (account_id, id, actor_kind, actor_label, operation, action, outcome,
          target_kind, target_id, target_label, detail)
        select account,
          -- time-ordered, as every id (RFC 9562, section 5.7)
          encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
            substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid,
          'system', 'Cordon', 'accounting.record',
          case when t.joins then 'group.devices_added' else 'group.devices_removed' end, 'done',
          t.kind, t.target::text, t.label, t.more || jsonb_build_object('reason', t.rule_words)
        from told t
      )
      select account, m.device_id, array_agg(distinct n.no) from moves m cross join unnest(m.groups) n (no)
      group by m.device_id;
  end loop;
end $function$
;
alter function public.follow_rules_heard(uuid[],uuid[]) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.given_through_groups(of_groups integer[], at timestamp with time zone)
 RETURNS TABLE(group_no integer, built_in text, permissions text[], ends_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
#variable_conflict use_column
declare
  account uuid := current_setting('app.account')::uuid;
begin
  return query
    select distinct gg.group_no, r.built_in, r.permissions, g.ends_at
    from public.role_grant_group gg
    join public.role_grant g on g.account_id = account and g.id = gg.grant_id
    join public.membership m on m.account_id = account and m.id = g.membership_id
    join public.role r on r.account_id = account and r.id = g.role_id
    where gg.account_id = account and gg.group_no = any(of_groups) and not g.whole_account
      and g.revoked_at is null and (g.ends_at is null or g.ends_at > at) and m.removed_at is null
    union
    select n.no, r.built_in, r.permissions, i.access_ends_at
    from public.invitation i
    join public.role r on r.account_id = account and r.id = i.role_id
    cross join unnest(i.group_nos) n (no)
    where i.account_id = account and i.accepted_at is null and i.revoked_at is null and not i.whole_account
      and i.expires_at > at and (i.access_ends_at is null or i.access_ends_at > at) and n.no = any(of_groups);
end $function$
;
alter function public.given_through_groups(integer[],timestamp with time zone) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.grants_to_announce(at timestamp with time zone, most integer)
 RETURNS TABLE(account_id uuid, grant_id uuid, step integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 SELECT due.account_id,
     due.id,
     due.step
    FROM ( SELECT g.account_id,
             g.id,
             g.ends_at,
                 CASE
                     WHEN (g.announced_end IS DISTINCT FROM g.ends_at) THEN 0
                     ELSE (g.announced)::integer
                 END AS announced,
                 CASE
                     WHEN (g.ends_at <= grants_to_announce.at) THEN 3
                     WHEN ((g.ends_at <= (grants_to_announce.at + '1 day'::interval)) AND (GREATEST(g.end_set_at, g.starts_at) <= (g.ends_at - '1 day'::interval))) THEN 2
                     WHEN ((g.ends_at > (grants_to_announce.at + '1 day'::interval)) AND (GREATEST(g.end_set_at, g.starts_at) <= (g.ends_at - '7 days'::interval))) THEN 1
                     ELSE 0
                 END AS step
            FROM public.role_grant g
           WHERE ((g.ends_at IS NOT NULL) AND (g.revoked_at IS NULL) AND (g.ends_at <= (grants_to_announce.at + '7 days'::interval)) AND ((g.announced < 3) OR (g.announced_end IS DISTINCT FROM g.ends_at)))) due
   WHERE (due.step > due.announced)
   ORDER BY due.ends_at, due.account_id, due.id
  LIMIT grants_to_announce.most;
END
;
alter function public.grants_to_announce(timestamp with time zone,integer) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.hold_access()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  perform 1 from public.role r
  where r.account_id = current_setting('app.account')::uuid and r.built_in = 'administrator' for share;
end $function$
;
alter function public.hold_access() owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.hold_rules()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  perform 1 from public.group_counter c where c.account_id = current_setting('app.account')::uuid for share;
end $function$
;
alter function public.hold_rules() owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.hold_rules_of(accounts uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  perform 1 from public.group_counter c where c.account_id = any(accounts) order by c.account_id for share;
end $function$
;
alter function public.hold_rules_of(uuid[]) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.in_range(value text, range jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((length(value) = length((range ->> 'from'::text))) AND (((value COLLATE "C") >= (range ->> 'from'::text)) AND ((value COLLATE "C") <= (range ->> 'to'::text))))
;
alter function public.in_range(text,jsonb) owner to cordon_owner;

CREATE OR REPLACE FUNCTION public.keep_one_way(credential_ids uuid[], hashes text[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare kept int;
begin
  update public.device_credential c set one_way = given.hash
  from unnest(credential_ids, hashes) given(id, hash)
  where c.account_id = current_setting('app.account')::uuid and c.id = given.id and given.hash is not null
    and c.one_way = 'taken by ' || pg_current_xact_id()::text;
  get diagnostics kept = row_count;
  return kept;
end $function$
;
alter function public.keep_one_way(uuid[],text[]) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.nas_groups()
 RETURNS SETOF text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 SELECT DISTINCT n.nas_group
    FROM public.nas n
   WHERE (n.nas_group IS NOT NULL)
   ORDER BY n.nas_group;
END
;
alter function public.nas_groups() owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.open_credentials(credential_ids uuid[], moment timestamp with time zone)
 RETURNS TABLE(id uuid, device_id uuid, username text, sealed bytea, key_version smallint, one_way boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  account uuid := current_setting('app.account')::uuid;
  scope text := current_setting('app.groups');
  group_nos int[] := case when scope = '*' then '{}' else string_to_array(trim(both ',' from scope), ',')::int[] end;
begin
  if not exists (select from public.credential_rules r where r.account_id = account and r.one_way) then
    return query
      select c.id, c.device_id, c.username, c.sealed, c.key_version, false
      from public.device_credential c
      join public.device d on d.account_id = account and d.id = c.device_id
      where c.account_id = account and c.id = any(credential_ids) and c.sealed is not null and c.revoked_at is null
        and (c.valid_until is null or c.valid_until > moment) and (scope = '*' or d.groups && group_nos);
    return;
  end if;
  return query
    -- of two who ask at once the second waits here, and finds no seal
    with opened as materialized (
      select c.id, c.device_id, c.username, c.sealed, c.key_version
      from public.device_credential c
      join public.device d on d.account_id = account and d.id = c.device_id
      where c.account_id = account and c.id = any(credential_ids) and c.sealed is not null and c.revoked_at is null
        and (c.valid_until is null or c.valid_until > moment) and (scope = '*' or d.groups && group_nos)
      order by c.id
      for update of c
    ), taken as (
      update public.device_credential c
      set sealed = null, one_way = 'taken by ' || pg_current_xact_id()::text, kept_one_way_at = moment
      from opened o where c.account_id = account and c.id = o.id
    )
    select o.id, o.device_id, o.username, o.sealed, o.key_version, true from opened o;
end $function$
;
alter function public.open_credentials(uuid[],timestamp with time zone) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.own_grants()
 RETURNS TABLE(id uuid, role_name text, built_in text, permissions text[], whole_account boolean, group_nos integer[], starts_at timestamp with time zone, ends_at timestamp with time zone, created_at timestamp with time zone, extended_from timestamp with time zone, revoked_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 SELECT g.id,
     r.name,
     r.built_in,
     r.permissions,
     g.whole_account,
     COALESCE(( SELECT array_agg(gg.group_no ORDER BY gg.group_no) AS array_agg
            FROM public.role_grant_group gg
           WHERE ((gg.account_id = g.account_id) AND (gg.grant_id = g.id))), '{}'::integer[]) AS "coalesce",
     g.starts_at,
     g.ends_at,
     g.created_at,
     g.extended_from,
     g.revoked_at
    FROM (public.role_grant g
      JOIN public.role r ON (((r.account_id = g.account_id) AND (r.id = g.role_id))))
   WHERE ((g.account_id = (current_setting('app.account'::text))::uuid) AND (g.membership_id = (NULLIF(current_setting('app.member'::text), ''::text))::uuid))
   ORDER BY g.created_at DESC, g.id DESC;
END
;
alter function public.own_grants() owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.plans_in_scope()
 RETURNS TABLE(id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 SELECT p.id,
     p.name
    FROM (public.account_plan a
      JOIN public.network_plan p ON ((p.id = a.plan_id)))
   WHERE (a.account = (current_setting('app.account'::text))::uuid);
END
;
alter function public.plans_in_scope() owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.policies_of_user(who uuid, elevated text[], elevated_roles text[])
 RETURNS TABLE(account_id uuid, name text, second_factor text, grace_until timestamp with time zone, factor_kinds text[], phishing_resistant boolean, idle_minutes integer, absolute_hours integer, address_ranges jsonb, second_factor_required boolean, holds_elevated boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 SELECT m.account_id,
     a.name,
     COALESCE(p.second_factor, 'elevated'::text) AS "coalesce",
     p.grace_until,
     COALESCE(p.factor_kinds, '{app,key}'::text[]) AS "coalesce",
     COALESCE(p.phishing_resistant, false) AS "coalesce",
     COALESCE(p.idle_minutes, 30) AS "coalesce",
     COALESCE(p.absolute_hours, 12) AS "coalesce",
     COALESCE(p.address_ranges, '[]'::jsonb) AS "coalesce",
     m.second_factor_required,
     (EXISTS ( SELECT
            FROM (public.role_grant g
              JOIN public.role r ON (((r.account_id = g.account_id) AND (r.id = g.role_id))))
           WHERE ((g.account_id = m.account_id) AND (g.membership_id = m.id) AND (g.revoked_at IS NULL) AND ((g.starts_at IS NULL) OR (g.starts_at <= now())) AND ((g.ends_at IS NULL) OR (g.ends_at > now())) AND ((r.built_in = ANY (policies_of_user.elevated_roles)) OR ((r.built_in IS NULL) AND (r.permissions && policies_of_user.elevated)))))) AS "exists"
    FROM ((public.membership m
      JOIN public.account a ON ((a.id = m.account_id)))
      LEFT JOIN public.account_policy p ON ((p.account_id = m.account_id)))
   WHERE ((m.user_id = policies_of_user.who) AND (m.removed_at IS NULL));
END
;
alter function public.policies_of_user(uuid,text[],text[]) owner to cordon_definer;

CREATE OR REPLACE PROCEDURE public.protect_account_table(IN table_name text, IN group_rule text)
 LANGUAGE plpgsql
AS $procedure$
declare
  account_rule text := 'account_id = current_setting(''app.account'')::uuid';
begin
  execute format('alter table %I enable row level security', table_name);
  execute format('alter table %I force row level security', table_name);
  execute format('create policy whole_account on %I for all to cordon_web using (%s) with check (%s)',
    table_name, account_rule, account_rule);
  if group_rule is not null then
    execute format('create policy some_groups on %I for all to cordon_web_groups using (%s and %s) with check (%s and %s)',
      table_name, account_rule, group_rule, account_rule, group_rule);
  end if;
end $procedure$
;
alter procedure public.protect_account_table(text,text) owner to cordon_owner;

CREATE OR REPLACE FUNCTION public.renew_gateway_token(gateway uuid, new_hash bytea, moment timestamp with time zone, keep boolean, keep_until timestamp with time zone, until_first_use boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  update public.gateway g
  set old_token_hash = case when keep then g.token_hash end, old_token_until = case when keep then keep_until end,
    old_token_ends_on_first_use = keep and until_first_use, token_hash = new_hash, token_set_at = moment,
    token_first_used_at = null, version = g.version + 1
  where g.id = gateway;
  return found;
end $function$
;
alter function public.renew_gateway_token(uuid,bytea,timestamp with time zone,boolean,timestamp with time zone,boolean) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.reseal_credentials(accounts uuid[], ids uuid[], before bytea[], after bytea[], version smallint)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare resealed int;
begin
  update public.device_credential c set sealed = given.after, key_version = version
  from unnest(accounts, ids, before, after) given(account_id, id, before, after)
  where c.account_id = given.account_id and c.id = given.id and c.sealed = given.before;
  get diagnostics resealed = row_count;
  return resealed;
end $function$
;
alter function public.reseal_credentials(uuid[],uuid[],bytea[],bytea[],smallint) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.reviews_to_announce(at timestamp with time zone, most integer)
 RETURNS TABLE(account_id uuid, review_id uuid, membership_id uuid, step integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 SELECT due.account_id,
     due.review_id,
     due.membership_id,
     due.step
    FROM ( SELECT v.account_id,
             v.review_id,
             v.membership_id,
             v.announced,
             r.due_at,
                 CASE
                     WHEN (r.due_at <= reviews_to_announce.at) THEN 4
                     WHEN ((r.due_at <= (reviews_to_announce.at + '1 day'::interval)) AND (v.added_at <= (r.due_at - '1 day'::interval))) THEN 3
                     WHEN ((r.due_at <= (reviews_to_announce.at + '7 days'::interval)) AND (v.added_at <= (r.due_at - '7 days'::interval))) THEN 2
                     ELSE 1
                 END AS step
            FROM ((public.access_review r
              JOIN public.access_review_reviewer v ON (((v.account_id = r.account_id) AND (v.review_id = r.id))))
              JOIN public.membership m ON (((m.account_id = v.account_id) AND (m.id = v.membership_id) AND (m.removed_at IS NULL))))
           WHERE ((r.closed_at IS NULL) AND (v.announced < 4) AND (EXISTS ( SELECT
                    FROM (public.access_review_item i
                      JOIN public.role_grant g ON (((g.account_id = i.account_id) AND (g.id = i.grant_id))))
                   WHERE ((i.account_id = r.account_id) AND (i.review_id = r.id) AND (i.reviewer_id = v.membership_id) AND (i.outcome IS NULL) AND (g.revoked_at IS NULL) AND ((g.ends_at IS NULL) OR (g.ends_at > reviews_to_announce.at))))))
         UNION ALL
          SELECT r.account_id,
             r.id,
             r.started_by,
             0,
             r.due_at,
             5
            FROM (public.access_review r
              JOIN public.membership m ON (((m.account_id = r.account_id) AND (m.id = r.started_by) AND (m.removed_at IS NULL))))
           WHERE ((r.closed_at IS NULL) AND (r.told_complete_at IS NULL) AND (NOT (EXISTS ( SELECT
                    FROM (public.access_review_item i
                      JOIN public.role_grant g ON (((g.account_id = i.account_id) AND (g.id = i.grant_id))))
                   WHERE ((i.account_id = r.account_id) AND (i.review_id = r.id) AND (i.outcome IS NULL) AND (g.revoked_at IS NULL) AND ((g.ends_at IS NULL) OR (g.ends_at > reviews_to_announce.at)))))))) due
   WHERE (due.step > due.announced)
   ORDER BY due.due_at, due.account_id, due.review_id, due.membership_id
  LIMIT reviews_to_announce.most;
END
;
alter function public.reviews_to_announce(timestamp with time zone,integer) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.rule_matches(rule jsonb, d public.device)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN COALESCE((((NOT (rule ? 'kinds'::text)) OR ((rule -> 'kinds'::text) ? (d).kind)) AND ((NOT (rule ? 'label'::text)) OR CASE (rule #>> '{label,how}'::text[]) WHEN 'begins'::text THEN starts_with((d).label_key, lower((rule #>> '{label,text}'::text[]))) ELSE (strpos((d).label_key, lower((rule #>> '{label,text}'::text[]))) > 0) END) AND ((NOT (rule ? 'identifier'::text)) OR CASE (rule #>> '{identifier,name}'::text[]) WHEN 'iccid'::text THEN public.in_range((d).iccid, (rule -> 'identifier'::text)) WHEN 'imsi'::text THEN public.in_range((d).imsi, (rule -> 'identifier'::text)) WHEN 'msisdn'::text THEN public.in_range((d).msisdn, (rule -> 'identifier'::text)) WHEN 'imei'::text THEN public.in_range((d).imei, (rule -> 'identifier'::text)) WHEN 'devEui'::text THEN public.in_range((d).dev_eui, (rule -> 'identifier'::text)) ELSE NULL::boolean END) AND ((NOT (rule ? 'networks'::text)) OR ((rule -> 'networks'::text) ? (d).network)) AND ((NOT (rule ? 'countries'::text)) OR ((rule -> 'countries'::text) ? (d).country))), false)
;
alter function public.rule_matches(jsonb,public.device) owner to cordon_owner;

CREATE OR REPLACE FUNCTION public.second_factors_of_members()
 RETURNS TABLE(member uuid, apps integer, keys integer, phones integer, recovery_codes integer, since timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 SELECT m.id,
     a.n,
     k.n,
     p.n,
     c.n,
     LEAST(a.since, k.since, p.since) AS "least"
    FROM ((((public.membership m
      CROSS JOIN LATERAL ( SELECT (count(*))::integer AS n,
             min(totp_app.created_at) AS since
            FROM public.totp_app
           WHERE (totp_app.user_id = m.user_id)) a)
      CROSS JOIN LATERAL ( SELECT (count(*))::integer AS n,
             min(security_key.created_at) AS since
            FROM public.security_key
           WHERE (security_key.user_id = m.user_id)) k)
      CROSS JOIN LATERAL ( SELECT (count(*))::integer AS n,
             min(phone.verified_at) AS since
            FROM public.phone
           WHERE ((phone.user_id = m.user_id) AND (phone.verified_at IS NOT NULL))) p)
      CROSS JOIN LATERAL ( SELECT (count(*))::integer AS n
            FROM public.recovery_code
           WHERE ((recovery_code.user_id = m.user_id) AND (recovery_code.used_at IS NULL))) c)
   WHERE ((m.account_id = (current_setting('app.account'::text))::uuid) AND (m.removed_at IS NULL));
END
;
alter function public.second_factors_of_members() owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.sessions_left_open(members uuid[])
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 SELECT (count(*))::integer AS count
    FROM (public.membership m
      JOIN public.session s ON ((s.user_id = m.user_id)))
   WHERE ((m.account_id = (current_setting('app.account'::text))::uuid) AND (m.id = ANY (sessions_left_open.members)) AND (m.removed_at IS NOT NULL) AND (m.account_id = ANY (s.accounts)) AND (s.created_at <= m.removed_at) AND (s.revoked_at IS NULL) AND (s.expires_at > now()));
END
;
alter function public.sessions_left_open(uuid[]) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.sessions_of_member(member uuid)
 RETURNS TABLE(id uuid, created_at timestamp with time zone, last_seen_at timestamp with time zone, ip text, country text, user_agent text, proofs text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 SELECT s.id,
     s.created_at,
     s.last_seen_at,
     s.ip,
     s.country,
     s.user_agent,
     s.proofs
    FROM (public.session s
      JOIN public.membership m ON ((m.user_id = s.user_id)))
   WHERE ((m.account_id = (current_setting('app.account'::text))::uuid) AND (m.id = sessions_of_member.member) AND (m.removed_at IS NULL) AND (m.account_id = ANY (s.accounts)) AND (s.revoked_at IS NULL) AND (s.expires_at > now()) AND (s.last_seen_at > (now() - ('00:01:00'::interval * (COALESCE(( SELECT p.idle_minutes
            FROM public.account_policy p
           WHERE (p.account_id = m.account_id)), 30))::double precision))))
   ORDER BY s.last_seen_at DESC;
END
;
alter function public.sessions_of_member(uuid) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.store_credentials(device_ids uuid[], ids bytea, usernames text[], lookups bytea, sealed_records bytea, version smallint, moment timestamp with time zone, valid_since timestamp with time zone, valid_to timestamp with time zone, bound text[], only_nas text[], work uuid, by_label text, replace boolean, old_until timestamp with time zone, end_on_first_use boolean)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET enable_seqscan TO 'off'
 SET plan_cache_mode TO 'force_custom_plan'
 SET jit TO 'off'
AS $function$
declare
  account uuid := current_setting('app.account')::uuid;
  scope text := current_setting('app.groups');
  member uuid := nullif(current_setting('app.member'), '')::uuid;
  group_nos int[] := case when scope = '*' then '{}' else string_to_array(trim(both ',' from scope), ',')::int[] end;
  n int := cardinality(device_ids);
  width int := length(sealed_records) / greatest(n, 1);
  -- for each device in turn: whether it gets one, and whether another is set aside for it
  wanted boolean[];
  replaces boolean[];
  made uuid[];
begin
  if cardinality(usernames) <> n or length(ids) <> 16 * n or length(lookups) <> 32 * n
    or length(sealed_records) <> width * n then
    raise exception 'the records are not of one length';
  end if;
  if not replace then
    begin
      return query
        insert into public.device_credential (account_id, id, device_id, username, username_lookup, sealed, key_version,
          valid_from, valid_until, bound_to, nas_only, created_at, created_by, created_by_label, bulk_action_id)
        select account, encode(substring(ids from (16 * (g.place - 1))::int + 1 for 16), 'hex')::uuid, g.device_id, g.username,
          substring(lookups from (32 * (g.place - 1))::int + 1 for 32),
          substring(sealed_records from (width * (g.place - 1))::int + 1 for width), version,
          valid_since, valid_to, bound, only_nas, moment, member, by_label, work
        from unnest(device_ids, usernames) with ordinality g(device_id, username, place)
        where exists (select from public.device d where d.account_id = account and d.id = g.device_id
            and d.state <> 'terminated' and (scope = '*' or d.groups && group_nos))
          and not exists (select from public.device_credential o
            where o.username_lookup = substring(lookups from (32 * (g.place - 1))::int + 1 for 32)
              and (o.revoked_at is not null or o.replaced_at is not null)
              and o.revoked_at is null and (o.valid_until is null or o.valid_until > moment)
              and (o.account_id <> account or o.device_id <> g.device_id))
        returning device_credential.device_id;
      return;
    exception when unique_violation then
      null; -- some device has one, or some username is another's: each by itself, below
    end;
  end if;
  select array_agg(coalesce(g.fits, false) and not g.taken and not g.was_taken and (replace or not coalesce(g.good, false))
      order by g.place),
    array_agg(g.good is not null order by g.place)
  into wanted, replaces
  from (
    select given.place,
      (select d.state <> 'terminated' and (scope = '*' or d.groups && group_nos) from public.device d
       where d.account_id = account and d.id = given.device_id) as fits,
      -- of the current one: whether it has not expired
      (select c.valid_until is null or c.valid_until > moment from public.device_credential c
       where c.account_id = account and c.device_id = given.device_id and c.revoked_at is null
         and c.replaced_at is null) as good,
      exists (select from public.device_credential o
        where o.username_lookup = given.lookup and o.revoked_at is null and o.replaced_at is null
          and (o.account_id <> account or o.device_id <> given.device_id)) as taken,
      exists (select from public.device_credential o
        where o.username_lookup = given.lookup and (o.revoked_at is not null or o.replaced_at is not null)
          and o.revoked_at is null and (o.valid_until is null or o.valid_until > moment)
          and (o.account_id <> account or o.device_id <> given.device_id)) as was_taken
    from (select g.device_id, g.place, substring(lookups from (32 * (g.place - 1))::int + 1 for 32) as lookup
          from unnest(device_ids) with ordinality g(device_id, place)) given
  ) g;
  if true = any(replaces) then
    update public.device_credential c
    set replaced_at = moment,
      ends_on_first_use = end_on_first_use and (c.valid_until is null or c.valid_until > moment),
      valid_until = case when old_until is null then c.valid_until
        else least(c.valid_until, greatest(old_until, c.valid_from + interval '1 microsecond')) end
    from unnest(device_ids, wanted, replaces) g(device_id, wanted, replaces)
    where g.wanted and g.replaces and c.account_id = account and c.device_id = g.device_id
      and c.revoked_at is null and c.replaced_at is null;
  end if;
  with stored as (
    insert into public.device_credential (account_id, id, device_id, username, username_lookup, sealed, key_version,
      valid_from, valid_until, bound_to, nas_only, created_at, created_by, created_by_label, bulk_action_id)
    select account, encode(substring(ids from (16 * (g.place - 1))::int + 1 for 16), 'hex')::uuid, g.device_id, g.username,
      substring(lookups from (32 * (g.place - 1))::int + 1 for 32),
      substring(sealed_records from (width * (g.place - 1))::int + 1 for width), version,
      valid_since, valid_to, bound, only_nas, moment, member, by_label, work
    from unnest(device_ids, usernames, wanted) with ordinality g(device_id, username, wanted, place)
    where g.wanted
    on conflict do nothing
    returning device_credential.device_id
  )
  select coalesce(array_agg(s.device_id), '{}') into made from stored s;
  -- somebody else was quicker with a username or a device: nothing may be set aside without a successor
  if true = any(replaces) and exists (
    select from unnest(device_ids, wanted, replaces) g(device_id, wanted, replaces)
    where g.wanted and g.replaces and not exists (select from public.device_credential s
      where s.account_id = account and s.device_id = g.device_id and s.revoked_at is null and s.replaced_at is null)) then
    raise exception 'another credential was made at the same moment' using errcode = 'serialization_failure';
  end if;
  return query select unnest(made);
end $function$
;
alter function public.store_credentials(uuid[],bytea,text[],bytea,bytea,smallint,timestamp with time zone,timestamp with time zone,timestamp with time zone,text[],text[],uuid,text,boolean,timestamp with time zone,boolean) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.sync_device_groups(device_ids uuid[], group_nos integer[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  account uuid := current_setting('app.account')::uuid;
begin
  perform 1 from public.device d where d.account_id = account and d.id = any(device_ids)
  order by d.id for no key update;
  update public.device d
  set groups = coalesce((select array_agg(m.group_no order by m.group_no) from public.device_group_member m
                         where m.account_id = account and m.device_id = d.id), '{}')
  where d.account_id = account and d.id = any(device_ids);
  update public.device_group_member m set label_key = d.label_key
  from public.device d
  where m.account_id = account and m.device_id = any(device_ids)
    and d.account_id = account and d.id = m.device_id and m.label_key <> d.label_key;
  perform 1 from public.device_group g where g.account_id = account and g.group_no = any(group_nos)
  order by g.group_no for no key update;
  update public.device_group g
  set device_count = (select count(*) from public.device_group_member m
                      where m.account_id = account and m.group_no = g.group_no)
  where g.account_id = account and g.group_no = any(group_nos);
end $function$
;
alter function public.sync_device_groups(uuid[],integer[]) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.usage_in_scope(since timestamp with time zone)
 RETURNS TABLE(hour timestamp with time zone, up_bytes bigint, down_bytes bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  account uuid := current_setting('app.account')::uuid;
  scope text := current_setting('app.groups');
begin
  if scope = '*' then
    return query
      select u.hour, u.up_bytes, u.down_bytes from public.account_usage_hour u
      where u.account_id = account and u.hour >= since order by u.hour;
  else
    return query
      select u.hour, sum(u.up_bytes)::bigint, sum(u.down_bytes)::bigint
      from (select distinct m.device_id from public.device_group_member m
            where m.account_id = account and m.group_no = any(string_to_array(trim(both ',' from scope), ',')::int[])) seen
      join public.usage_hour u on u.account_id = account and u.device_id = seen.device_id and u.hour >= since
      group by u.hour order by u.hour;
  end if;
end $function$
;
alter function public.usage_in_scope(timestamp with time zone) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.walk_scope(newest boolean, descending boolean, after_key text, after_id uuid, wanted integer, look_at integer)
 RETURNS TABLE(key text, id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  account uuid := current_setting('app.account')::uuid;
  scope int[] := string_to_array(trim(both ',' from current_setting('app.groups')), ',')::int[];
  from_key text collate "C" := coalesce(after_key, case when descending then repeat(chr(1114111), 4) else '' end);
  from_id uuid := coalesce(after_id, case when descending then 'ffffffff-ffff-ffff-ffff-ffffffffffff'
                                          else '00000000-0000-0000-0000-000000000000' end::uuid);
begin
  if newest and descending then
    return query select '', n.id from (select d.id, d.groups from public.device d
      where d.account_id = account and d.id < from_id order by d.id desc limit look_at) n
      where n.groups && scope order by n.id desc limit wanted;
  elsif newest then
    return query select '', n.id from (select d.id, d.groups from public.device d
      where d.account_id = account and d.id > from_id order by d.id limit look_at) n
      where n.groups && scope order by n.id limit wanted;
  elsif descending then
    return query select n.label_key, n.id from (select d.label_key, d.id, d.groups from public.device d
      where d.account_id = account and (d.label_key, d.id) < (from_key, from_id)
      order by d.label_key desc, d.id desc limit look_at) n
      where n.groups && scope order by n.label_key desc, n.id desc limit wanted;
  else
    return query select n.label_key, n.id from (select d.label_key, d.id, d.groups from public.device d
      where d.account_id = account and (d.label_key, d.id) > (from_key, from_id)
      order by d.label_key, d.id limit look_at) n
      where n.groups && scope order by n.label_key, n.id limit wanted;
  end if;
end $function$
;
alter function public.walk_scope(boolean,boolean,text,uuid,integer,integer) owner to cordon_definer;

CREATE OR REPLACE FUNCTION public.withdraw_own_request(request uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  update public.access_request set decided_at = at, outcome = 'void', answer = 'The person who asked took it back.'
  where account_id = current_setting('app.account')::uuid and id = request
    and requested_by = nullif(current_setting('app.member'), '')::uuid and decided_at is null;
  return found;
end $function$
;
alter function public.withdraw_own_request(uuid,timestamp with time zone) owner to cordon_definer;


grant select on access_request to cordon_web;
grant select on access_request to cordon_web_groups;
grant select on access_review to cordon_definer;
grant insert, select on access_review to cordon_web;
grant select on access_review_item to cordon_definer;
grant insert, select on access_review_item to cordon_web;
grant insert, select on access_review_report to cordon_web;
grant select on access_review_reviewer to cordon_definer;
grant insert, select on access_review_reviewer to cordon_web;
grant select on account to cordon_auth;
grant select on account to cordon_definer;
grant insert, select on account to cordon_web;
grant select on account to cordon_worker;
grant select on account_address_range to cordon_definer;
grant delete, insert, select on account_address_range to cordon_web;
grant delete, insert, select on account_figure to cordon_web;
grant select on account_plan to cordon_definer;
grant delete, insert, select on account_plan to cordon_web;
grant select on account_policy to cordon_definer;
grant insert, select on account_policy to cordon_web;
grant select on account_usage_hour to cordon_definer;
grant insert, select, update on account_usage_hour to cordon_ingest;
grant select on account_usage_hour to cordon_web;
grant delete, insert, select on advice_dismissal to cordon_web;
grant insert, select on app_user to cordon_auth;
grant select on app_user to cordon_web;
grant insert on audit_event to cordon_definer;
grant insert, select on audit_event to cordon_web;
grant insert on audit_event to cordon_web_groups;
grant insert, select on bulk_action to cordon_web;
grant insert, select on bulk_action to cordon_web_groups;
grant insert, select on bulk_action_item to cordon_web;
grant insert, select on bulk_action_item to cordon_web_groups;
grant select on containment to cordon_definer;
grant insert, select on containment to cordon_web;
grant insert, select on containment to cordon_web_groups;
grant insert, select on containment_event to cordon_web;
grant insert, select on containment_event to cordon_web_groups;
grant insert, select on credential_download to cordon_web;
grant insert, select on credential_download to cordon_web_groups;
grant select on credential_rules to cordon_definer;
grant insert, select on credential_rules to cordon_web;
grant select on data_session to cordon_definer;
grant insert, select, update on data_session to cordon_ingest;
grant select on data_session to cordon_web;
grant select on data_session to cordon_web_groups;
grant select on device to cordon_definer;
grant select on device to cordon_ingest;
grant insert, select on device to cordon_web;
grant select on device to cordon_web_groups;
grant select on device_auth_failure to cordon_definer;
grant insert, select, update on device_auth_failure to cordon_ingest;
grant select on device_auth_failure to cordon_web;
grant select on device_auth_failure to cordon_web_groups;
grant insert, select on device_credential to cordon_definer;
grant select on device_credential to cordon_ingest;
grant select on device_group to cordon_definer;
grant select on device_group to cordon_ingest;
grant delete, insert, select on device_group to cordon_web;
grant select on device_group to cordon_web_groups;
grant delete, insert, select on device_group_member to cordon_definer;
grant delete, insert, select on device_group_member to cordon_web;
grant delete, insert, select on device_group_member to cordon_web_groups;
grant insert, select on device_import to cordon_web;
grant insert, select on device_import_problem to cordon_web;
grant insert, select on device_state_change to cordon_web;
grant insert, select on device_state_change to cordon_web_groups;
grant select on disconnect to cordon_definer;
grant insert, select on disconnect to cordon_web;
grant insert, select on disconnect to cordon_web_groups;
grant insert, select on factor_reset to cordon_web;
grant select on gateway to cordon_ingest;
grant insert on gateway to cordon_web;
grant delete, insert, select on grant_holding to cordon_web;
grant select on group_counter to cordon_definer;
grant insert, select on group_counter to cordon_web;
grant select on invitation to cordon_definer;
grant insert, select on invitation to cordon_web;
grant delete, insert, select on known_place to cordon_auth;
grant delete on known_place to cordon_worker;
grant select on membership to cordon_definer;
grant insert, select on membership to cordon_web;
grant delete, insert on nas to cordon_web;
grant select on nas to cordon_worker;
grant insert, select, update on nas_pace to cordon_definer;
grant insert, select, update on nas_reboot to cordon_ingest;
grant select on network_plan to cordon_definer;
grant select on network_plan to cordon_ingest;
grant delete, insert, select on network_plan to cordon_web;
grant insert, select on offboarding to cordon_web;
grant delete, insert, select on password_history to cordon_auth;
grant insert, select, update on password_reset to cordon_auth;
grant delete on password_reset to cordon_worker;
grant delete, insert, select on permission_last_use to cordon_web;
grant delete, insert, select on permission_use to cordon_web;
grant delete, insert, select on phone to cordon_auth;
grant delete on phone to cordon_worker;
grant delete, insert, select on phone_code to cordon_auth;
grant delete on phone_code to cordon_worker;
grant insert on platform_event to cordon_auth;
grant insert, select on platform_event to cordon_web;
grant insert on platform_event to cordon_worker;
grant select on provider_operator to cordon_auth;
grant select on provider_operator to cordon_web;
grant delete, insert on quarantined_record to cordon_ingest;
grant select on quarantined_record to cordon_web;
grant delete, insert, select on recovery_code to cordon_auth;
grant delete, insert, select on recovery_set to cordon_auth;
grant select on role to cordon_definer;
grant insert, select on role to cordon_web;
grant select on role_grant to cordon_definer;
grant insert, select on role_grant to cordon_web;
grant select on role_grant_group to cordon_definer;
grant delete, insert, select on role_grant_group to cordon_web;
grant insert, select on role_version to cordon_web;
grant delete, insert, select on security_key to cordon_auth;
grant delete, insert, select on seeing to cordon_web;
grant delete, select on seeing to cordon_web_groups;
grant insert, select, update on session to cordon_auth;
grant delete on session to cordon_worker;
grant delete, insert, select, update on sign_in_throttle to cordon_auth;
grant delete on sign_in_throttle to cordon_worker;
grant delete, insert, select on totp_app to cordon_auth;
grant delete, insert, select on totp_enrolment to cordon_auth;
grant delete on totp_enrolment to cordon_worker;
grant delete, insert, select, update on unknown_session to cordon_ingest;
grant select on unknown_session to cordon_web;
grant select on usage_hour to cordon_definer;
grant insert, select, update on usage_hour to cordon_ingest;
grant select on usage_hour to cordon_web;
grant select on usage_hour to cordon_web_groups;
grant insert, select, update on user_password to cordon_auth;
grant delete, insert, select on webauthn_challenge to cordon_auth;
grant delete on webauthn_challenge to cordon_worker;
grant select on worker_heartbeat to cordon_web;
grant delete, insert, select on worker_heartbeat to cordon_worker;

grant select (account_id, id, requested_by, decided_at) on access_request to cordon_definer;
grant update (decided_at, outcome, answer) on access_request to cordon_definer;
grant insert (id, permission, whole_account, group_nos, grant_id, grant_ends_at, wanted_until, reason, created_at) on access_request to cordon_web;
grant update (told_at, decided_at, outcome, decided_by, decided_by_label, answer) on access_request to cordon_web;
grant insert (id, permission, whole_account, group_nos, grant_id, grant_ends_at, wanted_until, reason, created_at) on access_request to cordon_web_groups;
grant update (told_complete_at, closed_at, outcome, closed_by, closed_by_label, closing_words) on access_review to cordon_web;
grant update (used, reviewer_id, handed_over, outcome, decided_at, decided_by, decided_by_label, own, reason, before, after, decided_grant_version, decided_role_version) on access_review_item to cordon_web;
grant update (announced) on access_review_reviewer to cordon_web;
grant update (name) on account to cordon_web;
grant update (members, elevated_holders, without_factor, unused_permissions) on account_figure to cordon_web;
grant update (second_factor, grace_until, factor_kinds, phishing_resistant, idle_minutes, absolute_hours, address_ranges, version, changed_at) on account_policy to cordon_web;
grant update (reason, dismissed_by, dismissed_by_label, dismissed_at, until) on advice_dismissal to cordon_web;
grant update (name, disabled_at) on app_user to cordon_auth;
grant update (status, total, done, refused, finished_at) on bulk_action to cordon_web;
grant update (status, total, done, refused, finished_at) on bulk_action to cordon_web_groups;
grant update (outcome, reason) on bulk_action_item to cordon_web;
grant update (outcome, reason) on bulk_action_item to cordon_web_groups;
grant update (bulk_action_id, status, sessions, ended_at, stayed_away_since, closed_at, closed_by_label, refused, refused_told, refused_told_at, refused_until, heard_until, next_look_at, told_at, last_change_at, version) on containment to cordon_web;
grant update (bulk_action_id, status, sessions, ended_at, stayed_away_since, closed_at, closed_by_label, refused, refused_told, refused_told_at, refused_until, heard_until, next_look_at, told_at, last_change_at, version) on containment to cordon_web_groups;
grant select (account_id, id, expires_at, used_at, expired_at) on credential_download to cordon_definer;
grant update (used_at, given_out, reached, finished_at, expired_at) on credential_download to cordon_web;
grant update (used_at, given_out, reached, finished_at, expired_at) on credential_download to cordon_web_groups;
grant update (realm, pattern, password_length, alphabet, version, changed_at, one_way) on credential_rules to cordon_web;
grant update (groups) on device to cordon_definer;
grant update (online, online_since, last_heard_at, framed_ip, usage_month, month_up_bytes, month_down_bytes, network, country) on device to cordon_ingest;
grant update (kind, state, isolated, label, iccid, imsi, msisdn, imei, eid, dev_eui, join_eui, note, version, plan_id, framed_address, framed_range) on device to cordon_web;
grant update (state, isolated, label, note, version, plan_id, framed_address, framed_range) on device to cordon_web_groups;
grant update (sealed, key_version, one_way, valid_until, replaced_at, ends_on_first_use, kept_one_way_at) on device_credential to cordon_definer;
grant update (valid_until, first_used_at, last_used_at, last_nas) on device_credential to cordon_ingest;
grant select (account_id, id, device_id, username, key_version, valid_from, valid_until, bound_to, nas_only, created_at, created_by, created_by_label, bulk_action_id, first_used_at, last_used_at, last_nas, replaced_at, ends_on_first_use, revoked_at, revoked_by_label, given_out_at, given_out_by_label, kept_one_way_at) on device_credential to cordon_web;
grant update (valid_until, bound_to, nas_only, revoked_at, revoked_by_label, given_out_at, given_out_by_label) on device_credential to cordon_web;
grant select (account_id, id, device_id, username, key_version, valid_from, valid_until, bound_to, nas_only, created_at, created_by, created_by_label, bulk_action_id, first_used_at, last_used_at, last_nas, replaced_at, ends_on_first_use, revoked_at, revoked_by_label, given_out_at, given_out_by_label, kept_one_way_at) on device_credential to cordon_web_groups;
grant update (valid_until, bound_to, nas_only, revoked_at, revoked_by_label, given_out_at, given_out_by_label) on device_credential to cordon_web_groups;
grant update (device_count) on device_group to cordon_definer;
grant insert (rule, rule_words, version) on device_group to cordon_web;
grant update (name, description, rule, rule_words, version) on device_group to cordon_web;
grant update (name, description, version) on device_group to cordon_web_groups;
grant update (label_key) on device_group_member to cordon_definer;
grant update (status, total, processed, content, problem_count, reason, finished_at) on device_import to cordon_web;
grant update (status, attempts, next_attempt_at, claimed_until) on disconnect to cordon_definer;
grant update (status, attempts, next_attempt_at, claimed_until, error_cause, acknowledged_at, still_sending_at, ended_at, ended_by) on disconnect to cordon_web;
grant update (status, attempts, next_attempt_at, claimed_until, error_cause, acknowledged_at, still_sending_at, ended_at, ended_by) on disconnect to cordon_web_groups;
grant update (confirmed_at, cancelled_at) on factor_reset to cordon_web;
grant select (id, token_hash, version) on gateway to cordon_definer;
grant update (token_hash, token_set_at, token_first_used_at, old_token_hash, old_token_until, old_token_ends_on_first_use, version) on gateway to cordon_definer;
grant update (last_heard_at, records, token_first_used_at, old_token_hash, old_token_until, old_token_ends_on_first_use, lag_ms, lag_at, refused, last_refused_at, last_refused_address, quarantined, unknown_sessions) on gateway to cordon_ingest;
grant select (id, name, created_at, last_heard_at, records, addresses, token_set_at, token_first_used_at, old_token_until, old_token_ends_on_first_use, lag_ms, lag_at, refused, last_refused_at, last_refused_address, version, quarantined, unknown_sessions) on gateway to cordon_web;
grant update (name, addresses, old_token_hash, old_token_until, old_token_ends_on_first_use, version) on gateway to cordon_web;
grant update (whole_account, group_nos, reach_since, permissions_since) on grant_holding to cordon_web;
grant update (last_no) on group_counter to cordon_definer;
grant update (last_no) on group_counter to cordon_web;
grant update (role_id, token_hash, expires_at, accepted_at, revoked_at) on invitation to cordon_web;
grant update (last_seen_at) on known_place to cordon_auth;
grant select (user_id, last_seen_at) on known_place to cordon_worker;
grant update (email, name, company, last_seen_at, removed_at, reminded_at, second_factor_required) on membership to cordon_web;
grant select (id, name, addresses, nas_group, disconnects_per_second, created_at) on nas to cordon_definer;
grant select (name, addresses, nas_group) on nas to cordon_ingest;
grant select (id, gateway_id, name, addresses, nas_group, disconnect_address, disconnect_port, disconnect_secret_set_at, disconnects_per_second, created_at, version) on nas to cordon_web;
grant update (gateway_id, name, addresses, nas_group, disconnect_address, disconnect_port, disconnect_secret_sealed, disconnect_key_version, disconnect_secret_set_at, disconnects_per_second, version) on nas to cordon_web;
grant update (disconnect_secret_sealed, disconnect_key_version) on nas to cordon_worker;
grant update (name, framed_pool, filter_ids, session_timeout, idle_timeout, interim_interval, version) on network_plan to cordon_web;
grant select (id, expires_at) on password_reset to cordon_worker;
grant update (last_used_at) on permission_last_use to cordon_web;
grant update (uses, last_used_at) on permission_use to cordon_web;
grant update (verified_at, last_used_at) on phone to cordon_auth;
grant select (user_id, verified_at) on phone to cordon_definer;
grant select (id, created_at, verified_at) on phone to cordon_worker;
grant update (guesses) on phone_code to cordon_auth;
grant select (id, expires_at, sent_at) on phone_code to cordon_worker;
grant update (sent_at, failed_at) on phone_code to cordon_worker;
grant select (user_id) on provider_operator to cordon_definer;
grant select (id, gateway_id, received_at) on quarantined_record to cordon_ingest;
grant update (used_at) on recovery_code to cordon_auth;
grant select (user_id, used_at) on recovery_code to cordon_definer;
grant update (version) on role to cordon_definer;
grant update (name, description, permissions, version, deleted_at) on role to cordon_web;
grant update (role_id, whole_account, starts_at, ends_at, revoked_at, version, end_set_at, extended_from, announced, announced_end) on role_grant to cordon_web;
grant update (name, sign_count, backed_up, last_used_at, regressed_at) on security_key to cordon_auth;
grant select (user_id, created_at) on security_key to cordon_definer;
grant update (seer_id, member_id, member_label, started_at, ends_at) on seeing to cordon_web;
grant select (id, user_id, created_at, last_seen_at, expires_at, ip, user_agent, revoked_at, proofs, country, accounts) on session to cordon_definer;
grant update (revoked_at, revoked_reason, accounts) on session to cordon_definer;
grant select (id, expires_at, revoked_at) on session to cordon_worker;
grant select (subject, last_failure_at) on sign_in_throttle to cordon_worker;
grant update (name, last_step, last_used_at) on totp_app to cordon_auth;
grant select (user_id, created_at) on totp_app to cordon_definer;
grant update (user_id, secret, failures, expires_at) on totp_enrolment to cordon_auth;
grant select (expires_at) on totp_enrolment to cordon_worker;
grant select (expires_at) on webauthn_challenge to cordon_worker;
grant update (heard_at) on worker_heartbeat to cordon_worker;

grant execute on function public.accounts_of_user(uuid) to cordon_auth, cordon_web;
grant execute on function public.address_ranges_in_scope() to cordon_web, cordon_web_groups;
grant execute on function public.app_scope(uuid,text,uuid) to cordon_web, cordon_web_groups;
grant execute on function public.app_sees_bulk_action(uuid) to cordon_web_groups;
grant execute on function public.app_sees_containment(uuid,uuid) to cordon_web_groups;
grant execute on function public.app_sees_device(uuid) to cordon_web, cordon_web_groups;
grant execute on function public.app_sees_group(integer) to cordon_web, cordon_web_groups;
grant execute on function public.app_sees_groups(integer[]) to cordon_web, cordon_web_groups;
grant execute on function public.claim_disconnects(timestamp with time zone,interval,integer,text[]) to cordon_worker;
grant execute on function public.containments_to_look_at(timestamp with time zone,boolean,integer) to cordon_worker;
grant execute on function public.count_device_states_in_scope() to cordon_web, cordon_web_groups;
grant execute on function public.count_devices_in_scope() to cordon_web, cordon_web_groups;
grant execute on function public.credential_rules_in_scope() to cordon_web, cordon_web_groups;
grant execute on function public.credentials_sealed_otherwise(smallint,uuid,uuid,integer) to cordon_worker;
grant execute on function public.downloads_to_expire(timestamp with time zone,integer) to cordon_worker;
grant execute on function public.end_sessions_of_member(uuid,uuid,text) to cordon_web;
grant execute on function public.end_sessions_without_grant(uuid) to cordon_web;
grant execute on function public.enter_account(uuid) to cordon_web;
grant execute on function public.follow_rules(uuid[],integer) to cordon_web, cordon_web_groups;
grant execute on function public.follow_rules_heard(uuid[],uuid[]) to cordon_ingest;
grant execute on function public.given_through_groups(integer[],timestamp with time zone) to cordon_web, cordon_web_groups;
grant execute on function public.grants_to_announce(timestamp with time zone,integer) to cordon_worker;
grant execute on function public.hold_access() to cordon_web, cordon_web_groups;
grant execute on function public.hold_rules() to cordon_web, cordon_web_groups;
grant execute on function public.hold_rules_of(uuid[]) to cordon_ingest;
grant execute on function public.in_range(text,jsonb) to cordon_definer, cordon_web;
grant execute on function public.keep_one_way(uuid[],text[]) to cordon_web, cordon_web_groups;
grant execute on function public.nas_groups() to cordon_web, cordon_web_groups;
grant execute on function public.open_credentials(uuid[],timestamp with time zone) to cordon_web, cordon_web_groups;
grant execute on function public.own_grants() to cordon_web, cordon_web_groups;
grant execute on function public.plans_in_scope() to cordon_web, cordon_web_groups;
grant execute on function public.policies_of_user(uuid,text[],text[]) to cordon_auth;
grant execute on function public.renew_gateway_token(uuid,bytea,timestamp with time zone,boolean,timestamp with time zone,boolean) to cordon_web;
grant execute on function public.reseal_credentials(uuid[],uuid[],bytea[],bytea[],smallint) to cordon_worker;
grant execute on function public.reviews_to_announce(timestamp with time zone,integer) to cordon_worker;
grant execute on function public.rule_matches(jsonb,public.device) to cordon_definer, cordon_web;
grant execute on function public.second_factors_of_members() to cordon_web;
grant execute on function public.sessions_left_open(uuid[]) to cordon_web;
grant execute on function public.sessions_of_member(uuid) to cordon_web;
grant execute on function public.store_credentials(uuid[],bytea,text[],bytea,bytea,smallint,timestamp with time zone,timestamp with time zone,timestamp with time zone,text[],text[],uuid,text,boolean,timestamp with time zone,boolean) to cordon_web, cordon_web_groups;
grant execute on function public.sync_device_groups(uuid[],integer[]) to cordon_web, cordon_web_groups;
grant execute on function public.usage_in_scope(timestamp with time zone) to cordon_web, cordon_web_groups;
grant execute on function public.walk_scope(boolean,boolean,text,uuid,integer,integer) to cordon_web, cordon_web_groups;
grant execute on function public.withdraw_own_request(uuid,timestamp with time zone) to cordon_web, cordon_web_groups;
