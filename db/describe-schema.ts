import { Client } from "pg";

/**
 * The schema as PostgreSQL itself tells it, as SQL to read and to compare: tables, constraints, indexes, policies, functions
 * and grants, in a fixed order. The embedded server comes without pg_dump, and a foreign pg_dump refuses a newer server.
 */
export async function describeSchema(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("set search_path = pg_catalog");
    const sections: string[] = [];
    for (const query of [
      tables,
      constraints,
      indexes,
      security,
      policies,
      functions,
      tableGrants,
      columnGrants,
      functionGrants,
    ]) {
      const { rows } = await client.query<{ line: string }>(query);
      sections.push(rows.map((row) => row.line).join("\n"));
    }
    return `-- Made by the database from db/migrations; do not edit.\n\n${sections.join("\n\n")}\n`;
  } finally {
    await client.end();
  }
}

const own = "n.nspname = 'public' and c.relname not like 'kysely\\_%'";

const tables = `
  select 'create table ' || c.relname || ' (' || E'\\n' || string_agg(
    '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
    || case when co.collname is not null and co.collname <> 'default' then ' collate "' || co.collname || '"' else '' end
    || case when a.attgenerated = 's' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
            when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end
    || case when a.attnotnull then ' not null' else '' end, E',\\n' order by a.attnum)
    || E'\\n)' || coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '') || ';' as line
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  left join pg_collation co on co.oid = a.attcollation
  where ${own} and c.relkind in ('r', 'p') group by c.relname, c.reloptions order by c.relname`;

const constraints = `
  select 'alter table ' || c.relname || ' add constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid) || ';' as line
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
  where ${own} and k.contype <> 'n' order by c.relname, k.contype desc, k.conname`;

const indexes = `
  select pg_get_indexdef(i.indexrelid) || ';' as line
  from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
  join pg_class ic on ic.oid = i.indexrelid
  where ${own} and not exists (select from pg_constraint k where k.conindid = i.indexrelid) order by c.relname, ic.relname`;

const security = `
  select 'alter table ' || c.relname || case when c.relrowsecurity then ' enable' else ' disable' end || ' row level security'
    || case when c.relforcerowsecurity then ', force row level security' else '' end || ';' as line
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where ${own} and c.relkind in ('r', 'p') order by c.relname`;

const policies = `
  select 'create policy ' || p.polname || ' on ' || c.relname
    || case when p.polpermissive then '' else ' as restrictive' end
    || ' for ' || case p.polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' else 'delete' end
    || ' to ' || (select string_agg(rolname, ', ' order by rolname) from pg_roles where oid = any(p.polroles))
    || coalesce(' using (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
    || coalesce(' with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '') || ';' as line
  from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
  where ${own} order by c.relname, p.polname`;

const functions = `
  select pg_get_functiondef(p.oid) || E';\\nalter ' || case when p.prokind = 'p' then 'procedure ' else 'function ' end
    || p.oid::regprocedure || ' owner to ' || pg_get_userbyid(p.proowner) || E';\\n' as line
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' order by p.proname, p.oid::regprocedure::text`;

const tableGrants = `
  select 'grant ' || string_agg(lower(g.privilege_type), ', ' order by g.privilege_type) || ' on ' || c.relname
    || ' to ' || case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee) end || ';' as line
  from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral aclexplode(c.relacl) g
  where ${own} and c.relkind in ('r', 'p', 'v', 'm', 'S') and g.grantee <> c.relowner
  group by c.relname, g.grantee order by c.relname, pg_get_userbyid(g.grantee)`;

const columnGrants = `
  select 'grant ' || lower(g.privilege_type) || ' (' || string_agg(a.attname, ', ' order by a.attnum) || ') on ' || c.relname
    || ' to ' || pg_get_userbyid(g.grantee) || ';' as line
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  cross join lateral aclexplode(a.attacl) g where ${own}
  group by c.relname, g.grantee, g.privilege_type order by c.relname, pg_get_userbyid(g.grantee), g.privilege_type`;

const functionGrants = `
  select 'grant execute on ' || case when p.prokind = 'p' then 'procedure ' else 'function ' end || p.oid::regprocedure
    || ' to ' || string_agg(case when g.grantee = 0 then 'public' else pg_get_userbyid(g.grantee) end, ', ' order by g.grantee::regrole::text) || ';' as line
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace cross join lateral aclexplode(p.proacl) g
  where n.nspname = 'public' and g.grantee <> p.proowner group by p.oid, p.prokind order by p.oid::regprocedure::text`;
