-- Who looks at an account as another member of it, read-only: in which session of theirs, as whom and until when.
-- Kept here and not in a cookie, so that it cannot be made up, and gone with the session.
create table seeing (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  session_id uuid not null references session on delete cascade,
  seer_id uuid not null default nullif(current_setting('app.member'), '')::uuid,
  member_id uuid not null,
  -- for the record of the end, also where the seer may see no member any more
  member_label text not null,
  started_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (account_id, session_id),
  foreign key (account_id, seer_id) references membership,
  foreign key (account_id, member_id) references membership,
  check (seer_id <> member_id),
  check (ends_at <= started_at + interval '30 minutes')
);
create index seeing_of_session on seeing (session_id);
call protect_account_table('seeing', 'seer_id = nullif(current_setting(''app.member''), '''')::uuid');
grant select, insert, delete on seeing to cordon_web;
grant update (seer_id, member_id, member_label, started_at, ends_at) on seeing to cordon_web;
-- to stop it, whatever was taken from the seer meanwhile
grant select, delete on seeing to cordon_web_groups;
