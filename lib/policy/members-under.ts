import { type RawBuilder, sql } from "kysely";
import { allPermissions, permissions } from "@/lib/access/permissions";
import { builtInRoles } from "@/lib/access/roles";
import type { FactorRules } from "@/lib/policy/account-policy";

const elevated = allPermissions.filter((permission) => permissions[permission].elevated);
const elevatedRoles = Object.entries(builtInRoles)
  .filter(([, role]) => role.permissions.some((permission) => permissions[permission].elevated))
  .map(([name]) => name);

/** What somebody lacks: a second factor of a kind that is allowed, or a key for their elevated permissions. */
export type Lack = "second_factor" | "key";

/**
 * Every member of the account with their second factors and what they lack under these rules, as the rows of a select.
 * A second factor that is required of one person binds whatever the rules say of the others. The preview of a change and the list of who does not comply both ask this, so that they cannot disagree.
 */
export function membersUnder(accountId: string, rules: FactorRules, now: Date): RawBuilder<unknown> {
  const has = { app: sql`f.apps > 0`, key: sql`f.keys > 0`, phone: sql`f.phones > 0` };
  const allowed = sql.join(
    rules.kinds.map((kind) => has[kind]),
    sql` or `,
  );
  const required = {
    nobody: sql`false`,
    elevated: sql`e.elevated`,
    everyone: sql`true`,
  }[rules.secondFactor];
  return sql`
    select m.id, m.name, m.email, lower(m.name) collate "C" as key, m.reminded_at, m.second_factor_required, e.elevated,
      f.apps, f.keys, f.phones, f.recovery_codes, f.since,
      case when (${required} or m.second_factor_required) and not (${allowed}) then 'second_factor'
        when ${rules.phishingResistant} and e.elevated and f.keys = 0 then 'key' end as lacks
    from membership m
    join second_factors_of_members() f on f.member = m.id
    cross join lateral (
      select exists (
        select from role_grant g join role r on r.account_id = g.account_id and r.id = g.role_id
        where g.account_id = ${accountId} and g.membership_id = m.id and g.revoked_at is null
          and (g.starts_at is null or g.starts_at <= ${now}) and (g.ends_at is null or g.ends_at > ${now})
          and (r.built_in = any(${elevatedRoles}::text[])
            or r.built_in is null and r.permissions && ${elevated}::text[])) as elevated) e
    where m.account_id = ${accountId} and m.removed_at is null`;
}
