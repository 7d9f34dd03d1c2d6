import { sql } from "kysely";
import type { AccountDb, AccountReader } from "@/db/scoped";
import type { Permission } from "@/lib/access/permissions";
import { builtInRoles } from "@/lib/access/roles";

interface Manager {
  id: string;
  name: string;
  email: string;
}

const giving: Permission = "grant.manage";
const builtIn = Object.entries(builtInRoles)
  .filter(([, role]) => role.permissions.includes(giving))
  .map(([name]) => name);

/** Who may give grants in this account at this moment, those seen last first. */
export async function findManagers(
  db: AccountReader | AccountDb,
  accountId: string,
  now: Date,
  most: number,
  only?: string | null,
): Promise<Manager[]> {
  const { rows } = await sql<Manager>`
    select m.id, m.name, m.email from membership m
    where m.account_id = ${accountId} and m.removed_at is null ${only ? sql`and m.id = ${only}` : sql``}
      and m.id in (
        select g.membership_id from role_grant g
        where g.account_id = ${accountId} and g.whole_account and g.revoked_at is null
          and (g.starts_at is null or g.starts_at <= ${now}) and (g.ends_at is null or g.ends_at > ${now})
          and g.role_id = any(array(
            select r.id from role r where r.account_id = ${accountId}
              and (r.built_in = any(${builtIn}) or r.built_in is null and ${giving} = any(r.permissions)))))
    order by m.last_seen_at desc nulls last, m.id limit ${most}
  `.execute(db);
  return rows;
}
