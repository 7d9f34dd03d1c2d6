import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";
import type { Permission } from "@/lib/access/permissions";
import { permissionsOfRole } from "@/lib/access/roles";
import { conflict, Missing } from "@/lib/kernel/errors";

export interface LockedGrant {
  id: string;
  membershipId: string;
  memberName: string;
  roleId: string;
  roleName: string;
  roleVersion: number;
  /** what its role gives */
  permissions: readonly Permission[];
  wholeAccount: boolean;
  groupNos: number[];
  groupNames: string[];
  startsAt: Date | null;
  endsAt: Date | null;
  version: number;
}

/** A grant that was not revoked, held until the transaction ends. Throws Missing, or conflict when it was. */
export async function lockGrant(db: AccountDb, accountId: string, grantId: string): Promise<LockedGrant> {
  const locked = await db
    .selectFrom("role_grant")
    .where("account_id", "=", accountId)
    .where("id", "=", grantId)
    .select("revoked_at")
    .forUpdate()
    .executeTakeFirst();
  if (!locked) throw new Missing("grant", [grantId]);
  if (locked.revoked_at) throw conflict("Somebody revoked this grant already. Look again.");
  const { rows } = await sql<LockedGrant & { builtIn: string | null }>`
    select g.id, m.id as "membershipId", m.name as "memberName", r.id as "roleId", r.name as "roleName",
      r.version as "roleVersion", r.built_in as "builtIn", r.permissions,
      g.whole_account as "wholeAccount", g.starts_at as "startsAt", g.ends_at as "endsAt", g.version,
      coalesce(array_agg(dg.group_no order by dg.name_key) filter (where dg.group_no is not null), '{}') as "groupNos",
      coalesce(array_agg(dg.name order by dg.name_key) filter (where dg.group_no is not null), '{}') as "groupNames"
    from role_grant g
    join membership m on m.account_id = ${accountId} and m.id = g.membership_id
    join role r on r.account_id = ${accountId} and r.id = g.role_id
    left join role_grant_group gg on gg.account_id = ${accountId} and gg.grant_id = g.id
    left join device_group dg on dg.account_id = ${accountId} and dg.group_no = gg.group_no
    where g.account_id = ${accountId} and g.id = ${grantId}
    group by g.account_id, g.id, m.account_id, m.id, r.account_id, r.id
  `.execute(db);
  const grant = rows[0];
  if (!grant) throw new Missing("grant", [grantId]);
  const { builtIn, permissions, ...rest } = grant;
  return { ...rest, permissions: permissionsOfRole({ built_in: builtIn, permissions }) };
}

/** How the activity log tells what a grant gives. */
export function sayGrant(grant: {
  roleName: string;
  wholeAccount: boolean;
  groupNames: readonly string[];
  startsAt?: Date | null;
  endsAt: Date | null;
}) {
  return {
    role: grant.roleName,
    scope: grant.wholeAccount ? "The whole account" : grant.groupNames.join(", "),
    ...(grant.startsAt ? { from: grant.startsAt.toISOString() } : {}),
    until: grant.endsAt?.toISOString() ?? null,
  };
}
