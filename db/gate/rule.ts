import { escapeLiteral } from "pg";
import { platformTables } from "@/db/gate/approved";

/** One thing that must not be: a query over pg_catalog whose every row (subject, words) is a finding. */
export interface Rule {
  name: string;
  sql: string;
}

export const list = (words: readonly string[]): string =>
  `array[${words.map((word) => escapeLiteral(word)).join(", ")}]::text[]`;

/** Schemas that are PostgreSQL's own. */
export const systemSchemas = "n.nspname ~ '^pg_' or n.nspname = 'information_schema'";

/** Every table of an account: it has account_id, or it lives in public and is not on the reviewed list. */
export const accountTables = `
  account_table as (
    select c.oid, c.relname, c.relowner, c.relrowsecurity, c.relforcerowsecurity, a.attnum, a.attnotnull, a.atttypid
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    left join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and not c.relispartition and not (${systemSchemas})
      and (a.attnum is not null or n.nspname = 'public' and c.relname <> all(${list(platformTables)})))`;

/** Who was given what on tables, views, sequences and their columns, outside PostgreSQL's own schemas. */
export const grants = `
  relation as (
    select c.*, n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where not (${systemSchemas}) and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')),
  given as (
    select r.oid, r.relname, r.nspname, r.relkind, r.relispartition, null::name as attname,
      g.grantee, g.privilege_type, g.is_grantable
    from relation r cross join lateral aclexplode(r.relacl) g where g.grantee <> r.relowner
    union all
    select r.oid, r.relname, r.nspname, r.relkind, r.relispartition, a.attname,
      g.grantee, g.privilege_type, g.is_grantable
    from relation r join pg_attribute a on a.attrelid = r.oid
    cross join lateral aclexplode(a.attacl) g where g.grantee <> r.relowner),
  named_grant as (
    select given.*, case when grantee = 0 then 'public' else pg_get_userbyid(grantee)::text end as role from given)`;
