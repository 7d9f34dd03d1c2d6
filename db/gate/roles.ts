import { bypassReach, definerFunctions, logins } from "@/db/gate/approved";
import { list, type Rule, systemSchemas } from "@/db/gate/rule";

const own = list([...logins, "cordon_definer"]);

/** What roles and functions may be. */
export const roleRules: Rule[] = [
  {
    name: "role",
    sql: `select r.rolname as subject, w.words from pg_roles r cross join lateral (values
        (r.rolsuper, 'is a superuser'),
        (r.rolcreaterole, 'may create roles'),
        (r.rolcreatedb, 'may create databases'),
        (r.rolreplication, 'may replicate'),
        (r.rolbypassrls and r.rolname <> all(${list(Object.keys(bypassReach))}), 'passes over row-level security'),
        (r.rolcanlogin and r.rolname = 'cordon_definer', 'may sign in')) w(is_so, words)
      where w.is_so and r.rolname = any(${own} || 'cordon_owner'::text)`,
  },
  {
    name: "membership",
    sql: `select m.member::regrole::text as subject, 'is a member of ' || m.roleid::regrole as words
      from pg_auth_members m where m.member::regrole::text = any(${own})
      union all select m.member::regrole::text, 'is a member of ' || m.roleid::regrole
      from pg_auth_members m where m.roleid::regrole::text = any(${own}) and m.member::regrole::text in ('cordon_owner')
        and m.roleid::regrole::text <> 'cordon_definer'`,
  },
  {
    name: "owner",
    sql: `select c.relname as subject, 'belongs to ' || pg_get_userbyid(c.relowner) as words
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where not (${systemSchemas}) and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and pg_get_userbyid(c.relowner)::text = any(${own})
      union all select p.oid::regprocedure::text, 'belongs to ' || pg_get_userbyid(p.proowner)
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where not (${systemSchemas}) and pg_get_userbyid(p.proowner)::text = any(${list(logins)})
      union all select 'schema ' || n.nspname, 'belongs to ' || pg_get_userbyid(n.nspowner)
        from pg_namespace n where not (${systemSchemas}) and pg_get_userbyid(n.nspowner)::text = any(${own})
      union all select 'database ' || d.datname, 'belongs to ' || pg_get_userbyid(d.datdba)
        from pg_database d where d.datname = current_database() and pg_get_userbyid(d.datdba)::text = any(${own})`,
  },
  {
    name: "timeouts",
    sql: `select r.rolname as subject, 'has no ' || s.name as words
      from pg_roles r cross join unnest(array['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']) s(name)
      where r.rolname = any(${list(logins)})
        and not exists (select from unnest(r.rolconfig) c where split_part(c, '=', 1) = s.name and split_part(c, '=', 2) !~ '^0[a-z]*$')`,
  },
  {
    name: "definer",
    sql: `select p.oid::regprocedure::text as subject, w.words
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace cross join lateral (values
        (not coalesce(p.proconfig && array['search_path=pg_catalog, public', 'search_path=pg_catalog', 'search_path=""'], false),
          'runs with its owner''s rights without a pinned search_path'),
        (n.nspname <> 'public' or replace(p.oid::regprocedure::text, 'public.', '') <> all(${list(definerFunctions)}),
          'runs with its owner''s rights and is not on the list of those that may'),
        (pg_get_userbyid(p.proowner) <> 'cordon_definer', 'runs with the rights of ' || pg_get_userbyid(p.proowner))) w(is_so, words)
      where p.prosecdef and w.is_so and not (${systemSchemas})`,
  },
  {
    name: "public-function",
    sql: `select p.oid::regprocedure::text as subject, 'everybody may execute it' as words
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
      where not (${systemSchemas}) and g.grantee = 0`,
  },
  {
    name: "leakproof",
    sql: `select p.oid::regprocedure::text as subject, 'claims to be leakproof, so it may see rows before the policy does' as words
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where not (${systemSchemas}) and p.proleakproof`,
  },
];
