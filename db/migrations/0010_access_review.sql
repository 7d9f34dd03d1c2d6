-- Access reviews: the grants somebody asked to have looked at, who decides on each, and what was decided.

create table access_review (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  id uuid not null,
  title text not null,
  note text not null default '',
  kind text not null check (kind in ('group', 'role', 'contractors', 'everybody')),
  -- of a group: its number and name when the review began; it may be deleted meanwhile
  group_no int,
  -- of a group or role: its name when the review began
  subject_name text,
  -- of a group: grants for the whole account, which reach it too, are part of it
  whole_account_too boolean not null default false,
  started_at timestamptz not null default now(),
  started_by uuid not null default nullif(current_setting('app.member'), '')::uuid,
  started_by_label text not null,
  due_at timestamptz not null,
  -- when whoever started it was told that nothing waits any more
  told_complete_at timestamptz,
  closed_at timestamptz,
  outcome text check (outcome in ('signed_off', 'cancelled')),
  closed_by uuid,
  closed_by_label text,
  closing_words text,
  primary key (account_id, id),
  foreign key (account_id, started_by) references membership,
  check ((closed_at is null) = (outcome is null))
);
create index access_review_newest on access_review (account_id, started_at desc, id desc);
create index access_review_open on access_review (account_id, started_at desc, id desc) where closed_at is null;
-- what the worker looks for each minute, in every account at once
create index access_review_running on access_review (due_at) where closed_at is null;
call protect_account_table('access_review', null);

create table access_review_reviewer (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  review_id uuid not null,
  membership_id uuid not null,
  added_at timestamptz not null default now(),
  -- how far this reviewer was reminded: 1 of the start, 2 seven days before the date, 3 one day before it, 4 that it passed
  announced smallint not null default 0 check (announced between 0 and 4),
  primary key (account_id, review_id, membership_id),
  foreign key (account_id, review_id) references access_review,
  foreign key (account_id, membership_id) references membership
);
call protect_account_table('access_review_reviewer', null);

-- A grant as it was when the review began, and the decision about it.
create table access_review_item (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  id uuid not null,
  review_id uuid not null,
  -- the order in which they are shown: by person
  position int not null,
  grant_id uuid not null,
  membership_id uuid not null,
  role_id uuid not null,
  role_name text not null,
  whole_account boolean not null,
  -- [{"no": 3, "name": "North"}]
  groups jsonb not null,
  since timestamptz not null,
  given_by text,
  ends_at timestamptz,
  -- how often the grant, and what its role gives, had been changed
  grant_version int not null,
  role_version int not null,
  -- what was used of it when the review began, and then when it was decided
  used jsonb not null,
  reviewer_id uuid not null,
  -- [{"at": …, "from": name, "to": name, "by": name}]
  handed_over jsonb not null default '[]',
  outcome text check (outcome in ('kept', 'narrowed', 'ended')),
  decided_at timestamptz,
  decided_by uuid,
  decided_by_label text,
  -- decided by the person whose grant it is
  own boolean not null default false,
  reason text,
  -- what the grant gave before the decision and gives since, and its versions then
  before jsonb,
  after jsonb,
  decided_grant_version int,
  decided_role_version int,
  primary key (account_id, id),
  unique (account_id, review_id, grant_id),
  unique (account_id, review_id, position),
  foreign key (account_id, review_id) references access_review,
  foreign key (account_id, grant_id) references role_grant,
  foreign key (account_id, membership_id) references membership,
  foreign key (account_id, review_id, reviewer_id) references access_review_reviewer,
  check ((outcome is null) = (decided_at is null))
);
create index access_review_item_of_grant on access_review_item (account_id, grant_id);
create index access_review_item_waiting on access_review_item (account_id, reviewer_id, review_id) where outcome is null;
call protect_account_table('access_review_item', null);

-- What was signed off: written once, read as it was.
create table access_review_report (
  account_id uuid not null default current_setting('app.account')::uuid references account,
  review_id uuid not null,
  signed_at timestamptz not null default now(),
  signed_by uuid not null default nullif(current_setting('app.member'), '')::uuid,
  signed_by_label text not null,
  counts jsonb not null,
  items jsonb not null,
  primary key (account_id, review_id),
  foreign key (account_id, review_id) references access_review
);
call protect_account_table('access_review_report', null);

grant select, insert on access_review, access_review_reviewer, access_review_item, access_review_report to cordon_web;
grant update (told_complete_at, closed_at, outcome, closed_by, closed_by_label, closing_words) on access_review to cordon_web;
grant update (announced) on access_review_reviewer to cordon_web;
grant update (used, reviewer_id, handed_over, outcome, decided_at, decided_by, decided_by_label, own, reason, before, after,
  decided_grant_version, decided_role_version) on access_review_item to cordon_web;

grant create on schema public to cordon_definer;

-- Mails that are due about running reviews of all accounts. To a reviewer with something left to decide: 1 that it began,
-- 2 seven days before its date, 3 one day before it, 4 that it passed. To whoever started it: 5 that nothing is left.
create function reviews_to_announce(at timestamptz, most int)
returns table (account_id uuid, review_id uuid, membership_id uuid, step int)
language sql stable security definer set search_path = pg_catalog, public
begin atomic
  select due.account_id, due.review_id, due.membership_id, due.step from (
    select v.account_id, v.review_id, v.membership_id, v.announced, r.due_at,
      case
        when r.due_at <= at then 4
        when r.due_at <= at + interval '1 day' and v.added_at <= r.due_at - interval '1 day' then 3
        when r.due_at <= at + interval '7 days' and v.added_at <= r.due_at - interval '7 days' then 2
        else 1
      end as step
    from public.access_review r
    join public.access_review_reviewer v on v.account_id = r.account_id and v.review_id = r.id
    join public.membership m on m.account_id = v.account_id and m.id = v.membership_id and m.removed_at is null
    where r.closed_at is null and v.announced < 4
      and exists (
        select from public.access_review_item i
        join public.role_grant g on g.account_id = i.account_id and g.id = i.grant_id
        where i.account_id = r.account_id and i.review_id = r.id and i.reviewer_id = v.membership_id and i.outcome is null
          and g.revoked_at is null and (g.ends_at is null or g.ends_at > at))
    union all
    select r.account_id, r.id, r.started_by, 0, r.due_at, 5
    from public.access_review r
    join public.membership m on m.account_id = r.account_id and m.id = r.started_by and m.removed_at is null
    where r.closed_at is null and r.told_complete_at is null
      and not exists (
        select from public.access_review_item i
        join public.role_grant g on g.account_id = i.account_id and g.id = i.grant_id
        where i.account_id = r.account_id and i.review_id = r.id and i.outcome is null
          and g.revoked_at is null and (g.ends_at is null or g.ends_at > at))
  ) due
  where due.step > due.announced order by due.due_at, due.account_id, due.review_id, due.membership_id limit most;
end;

grant select on access_review, access_review_reviewer, access_review_item to cordon_definer;
alter function reviews_to_announce(timestamptz, int) owner to cordon_definer;
revoke all on function reviews_to_announce(timestamptz, int) from public;
grant execute on function reviews_to_announce(timestamptz, int) to cordon_worker;
revoke create on schema public from cordon_definer;
