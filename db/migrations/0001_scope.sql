-- The scope of a transaction: an account, and either all of it ('*') or some of its device groups (',3,17,').
-- plpgsql with EXECUTE, because a SET that travels to other nodes must be a literal statement.
create function app_scope(account uuid, groups text, member uuid) returns void
language plpgsql as $$
begin
  if groups = '*' and session_user = 'cordon_web_groups' then
    raise exception 'a connection limited to groups cannot take the scope of a whole account';
  end if;
  execute format('set local app.account = %L', account);
  execute format('set local app.groups = %L', groups);
  execute format('set local app.member = %L', coalesce(member::text, ''));
end $$;

-- Policies name current_setting('app.account')::uuid in full, without a sub-select or a default: the planner folds it
-- against the statement's own account_id, and a transaction that took no scope is an error, not an empty page.

create function app_sees_group(group_no int) returns boolean
language sql stable parallel safe
return strpos(current_setting('app.groups'), ',' || group_no || ',') > 0;

create function app_sees_groups(groups int[]) returns boolean
language plpgsql stable parallel safe as $$
declare
  scope text := current_setting('app.groups');
  group_no int;
begin
  foreach group_no in array groups loop
    if strpos(scope, ',' || group_no || ',') > 0 then return true; end if;
  end loop;
  return false;
end $$;

-- Puts an account table behind row-level security. Two roles reach it: cordon_web with the scope of a whole account,
-- cordon_web_groups with the scope of some groups and only where group_rule says so (null: not at all).
create procedure protect_account_table(table_name text, group_rule text)
language plpgsql as $$
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
end $$;

revoke all on function app_scope(uuid, text, uuid) from public;
revoke all on function app_sees_group(int) from public;
revoke all on function app_sees_groups(int[]) from public;
revoke all on procedure protect_account_table(text, text) from public;
grant execute on function app_scope(uuid, text, uuid) to cordon_web, cordon_web_groups;
grant execute on function app_sees_group(int), app_sees_groups(int[]) to cordon_web, cordon_web_groups;
revoke all on schema public from public;
grant usage on schema public to cordon_web, cordon_web_groups, cordon_auth, cordon_worker, cordon_ingest, cordon_definer;
