import { escapeLiteral } from "pg";
import {
  approvedPolicies,
  foreignKeysWithoutAccount,
  insertOnlyForGroups,
  uniqueAcrossAccounts,
} from "@/db/gate/approved";
import { accountTables, grants, list, type Rule } from "@/db/gate/rule";

const columnsOf = (relation: string, keys: string) =>
  `(select string_agg(a.attname, ', ' order by key.place) from unnest(${keys}) with ordinality key(attnum, place)
    join pg_attribute a on a.attrelid = ${relation} and a.attnum = key.attnum)`;

const insertOnly = Object.entries(insertOnlyForGroups)
  .map(([table, text]) => `(${escapeLiteral(table)}, ${escapeLiteral(text)})`)
  .join(", ");

/** What every account table must have. */
export const accountTableRules: Rule[] = [
  {
    name: "account-id",
    sql: `with ${accountTables} select relname as subject, case
        when attnum is null then 'has no account_id, and is not on the list of platform tables'
        else 'account_id must be uuid and not null' end as words
      from account_table where attnum is null or not attnotnull or atttypid <> 'uuid'::regtype`,
  },
  {
    name: "primary-key",
    sql: `with ${accountTables} select t.relname as subject, 'its primary key must begin with account_id' as words
      from account_table t where t.attnum is not null
        and not exists (select from pg_constraint k where k.conrelid = t.oid and k.contype = 'p' and k.conkey[1] = t.attnum)`,
  },
  {
    name: "unique",
    sql: `with ${accountTables} select t.relname as subject, i.indexrelid::regclass || ' is unique without account_id: it tells of other accounts'' rows' as words
      from account_table t join pg_index i on i.indrelid = t.oid
      where t.attnum is not null and (i.indisunique or i.indisexclusion) and not i.indisprimary
        and (select relname from pg_class where oid = i.indexrelid) <> all(${list(uniqueAcrossAccounts)})
        and t.attnum <> all((i.indkey::int2[])[0:i.indnkeyatts - 1])`,
  },
  {
    name: "foreign-key",
    sql: `with ${accountTables} select c.relname as subject, k.conname || ' leaves account_id out: PostgreSQL checks it outside row-level security' as words
      from pg_constraint k
      join pg_class c on c.oid = k.conrelid
      left join account_table t on t.oid = k.conrelid
      left join account_table target on target.oid = k.confrelid
      where k.contype = 'f' and (t.oid is not null or target.oid is not null)
        and (k.conparentid = 0)
        and not coalesce(exists (
          select from unnest(k.conkey, k.confkey) as pair(own, other)
          where pair.own = t.attnum
            and (pair.other = target.attnum or k.confrelid = 'public.account'::regclass)), false)
        and c.relname || '(' || ${columnsOf("k.conrelid", "k.conkey")} || ') -> ' || (select relname from pg_class where oid = k.confrelid)
          <> all(${list(foreignKeysWithoutAccount)})`,
  },
  {
    name: "row-security",
    sql: `with ${accountTables} select relname as subject, 'row-level security is not enabled' as words
      from account_table where attnum is not null and not relrowsecurity`,
  },
  {
    name: "row-security-forced",
    sql: `with ${accountTables} select relname as subject, 'row-level security is not forced' as words
      from account_table where attnum is not null and not relforcerowsecurity`,
  },
  {
    name: "policy",
    sql: `with ${accountTables}, policy as (
        select t.relname, p.polname, p.polcmd,
          (select array_agg(case when r = 0 then 'public' else pg_get_userbyid(r)::text end) from unnest(p.polroles) r) as roles,
          pg_get_expr(p.polqual, p.polrelid) as shown, pg_get_expr(p.polwithcheck, p.polrelid) as checked
        from account_table t join pg_policy p on p.polrelid = t.oid
        where p.polpermissive) -- a restrictive one can only take away
      select relname as subject, 'policy ' || polname || ' is not an approved one' as words from policy
      where not (
        roles = '{cordon_web}' and polcmd = '*' and shown = checked and shown = any(${list(approvedPolicies.cordon_web)})
        or roles = '{cordon_web_groups}' and polcmd = '*' and shown = checked and shown = any(${list(approvedPolicies.cordon_web_groups)})
        or roles = '{cordon_web_groups}' and polcmd = 'a' and shown is null and (relname, checked) in (${insertOnly}))`,
  },
  {
    name: "policy-missing",
    sql: `with ${accountTables}, ${grants} select t.relname as subject, 'has no policy for ' || role.name as words
      from account_table t cross join (values ('cordon_web'), ('cordon_web_groups')) role(name)
      where t.attnum is not null
        and (role.name = 'cordon_web' or exists (select from named_grant g where g.oid = t.oid and g.role = role.name))
        and not exists (select from pg_policy p where p.polrelid = t.oid and p.polpermissive and to_regrole(role.name)::oid = any(p.polroles))`,
  },
];
