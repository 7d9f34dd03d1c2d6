import { escapeLiteral } from "pg";
import { appendOnly, bypassReach, logins, secretColumns } from "@/db/gate/approved";
import { accountTables, grants, list, type Rule, systemSchemas } from "@/db/gate/rule";

const reach = Object.entries(bypassReach)
  .flatMap(([role, tables]) => tables.map((table) => `(${escapeLiteral(role)}, ${escapeLiteral(table)})`))
  .join(", ");

const secrets = Object.entries(secretColumns)
  .map(([column, readers]) => {
    const [schema, table, name] = column.split(".");
    return `(${escapeLiteral(`${schema}.${table}`)}, ${escapeLiteral(name ?? "")}, ${list(readers)})`;
  })
  .join(", ");

const known = list([...logins, "cordon_definer"]);

/** What may be granted on tables and the like, and to whom. */
export const grantRules: Rule[] = [
  {
    name: "privilege",
    sql: `with ${grants} select distinct relname as subject, role || ' has ' || lower(privilege_type) || ', which row-level security does not hold back' as words
      from named_grant where grantee <> 0 and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN')`,
  },
  {
    name: "grant-option",
    sql: `with ${grants} select distinct relname as subject, role || ' may pass on ' || lower(privilege_type) as words from named_grant where is_grantable`,
  },
  {
    name: "stranger",
    sql: `with ${grants} select distinct relname as subject, 'is granted to ' || role || ', which is not one of Cordon''s roles' as words
      from named_grant where grantee <> 0 and role <> all(${known})`,
  },
  {
    name: "reach",
    sql: `with ${grants}, ${accountTables} select distinct g.relname as subject, g.role || ' reaches it, and is not meant to' as words
      from named_grant g join account_table t on t.oid = g.oid
      where g.role = any(${known}) and g.role not in ('cordon_web', 'cordon_web_groups') and (g.role, g.relname) not in (${reach})`,
  },
  {
    name: "append-only",
    sql: `with ${grants} select distinct relname as subject, role || ' has ' || lower(privilege_type) || ' on what must only grow' as words
      from named_grant where relname = any(${list(appendOnly)}) and privilege_type in ('UPDATE', 'DELETE')`,
  },
  {
    name: "partition",
    sql: `with ${grants} select distinct relname as subject, 'is a part of another table, whose policies do not hold here, and is granted to ' || role as words
      from named_grant g where nspname = 'public' and (relispartition or exists (select from pg_inherits i where i.inhrelid = g.oid))`,
  },
  {
    name: "no-row-security-possible",
    sql: `with ${grants} select distinct relname as subject,
        case relkind when 'm' then 'a materialized view' else 'a foreign table' end || ' is granted to ' || role as words
      from named_grant where relkind in ('m', 'f')`,
  },
  {
    name: "sequence",
    sql: `with ${grants} select distinct relname as subject, 'a sequence that counts for all accounts is granted to ' || role as words
      from named_grant where relkind = 'S' and nspname = 'public'`,
  },
  {
    name: "view",
    sql: `select c.relname as subject, 'a view runs with its owner''s rights unless it is security_invoker' as words
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'v' and not (${systemSchemas})
        and not exists (select from unnest(c.reloptions) o where o in ('security_invoker=true', 'security_invoker=on', 'security_invoker=1'))`,
  },
  {
    name: "public",
    sql: `with ${grants} select distinct relname as subject, lower(privilege_type) || ' is granted to everybody' as words from named_grant where grantee = 0
      union all select 'schema ' || n.nspname, lower(g.privilege_type) || ' is granted to everybody'
        from pg_namespace n cross join lateral aclexplode(n.nspacl) g where not (${systemSchemas}) and g.grantee = 0
      union all select 'database ' || d.datname, lower(g.privilege_type) || ' is granted to everybody'
        from pg_database d cross join lateral aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) g
        where d.datname = current_database() and g.grantee = 0
      union all select 'default privileges', lower(g.privilege_type) || ' will be granted to everybody'
        from pg_default_acl d cross join lateral aclexplode(d.defaclacl) g where g.grantee = 0 and d.defaclobjtype <> 'T'`,
  },
  {
    name: "create",
    sql: `select 'schema ' || n.nspname as subject, r.rolname || ' may create things in it' as words
        from pg_namespace n cross join pg_roles r
        where not (${systemSchemas}) and r.rolname = any(${known}) and has_schema_privilege(r.oid, n.oid, 'create')
      union all select 'database ' || current_database(), r.rolname || ' may create ' || p.what || ' in it'
        from pg_roles r cross join (values ('create', 'schemas'), ('temporary', 'temporary tables')) p(privilege, what)
        where r.rolname = any(${known}) and has_database_privilege(r.oid, current_database(), p.privilege)`,
  },
  {
    name: "secret",
    sql: `select s.relation || '.' || s.attname as subject,
        case when a.attnum is null then 'is on the list of secret columns and does not exist' else r.rolname || ' can read it' end as words
      from (values ${secrets}) s(relation, attname, readers)
      left join pg_attribute a on a.attrelid = to_regclass(s.relation) and a.attname = s.attname and not a.attisdropped
      left join pg_roles r on r.rolname = any(${known}) and r.rolname <> all(s.readers)
        and has_column_privilege(r.oid, a.attrelid, a.attnum, 'select')
      where a.attnum is null or r.oid is not null`,
  },
];
