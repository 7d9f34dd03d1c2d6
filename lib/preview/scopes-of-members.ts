import { sql } from "kysely";
import type { AccountReader } from "@/db/scoped";
import type { Permission } from "@/lib/access/permissions";
import { permissionsOfRole } from "@/lib/access/roles";
import { type EffectiveGrant, type Scope, scopesOf } from "@/lib/access/scope";

export interface MemberScopes {
  id: string;
  name: string;
  scopes: ReadonlyMap<Permission, Scope>;
}

/** Where each of these members, or everybody, holds what at that moment; added up as it is for every request. */
export async function scopesOfMembers(
  db: AccountReader,
  account: string,
  at: Date,
  of: { members: readonly string[] } | "everybody",
): Promise<MemberScopes[]> {
  const { rows } = await sql<{
    id: string;
    name: string;
    builtIn: string | null;
    permissions: string[] | null;
    wholeAccount: boolean;
    groupNos: number[];
  }>`
    select m.id, m.name, r.built_in as "builtIn", r.permissions, g.whole_account as "wholeAccount",
      array(select gg.group_no from role_grant_group gg
            where gg.account_id = ${account} and gg.grant_id = g.id) as "groupNos"
    from membership m
    left join role_grant g on g.account_id = ${account} and g.membership_id = m.id and g.revoked_at is null
      and (g.starts_at is null or g.starts_at <= ${at}) and (g.ends_at is null or g.ends_at > ${at})
    left join role r on r.account_id = ${account} and r.id = g.role_id
    where m.account_id = ${account} and m.removed_at is null
      ${of === "everybody" ? sql`` : sql`and m.id = any(${[...of.members]}::uuid[])`}
    order by lower(m.name) collate "C", m.id
  `.execute(db);
  const members = new Map<string, { id: string; name: string; grants: EffectiveGrant[] }>();
  for (const { id, name, builtIn, permissions, wholeAccount, groupNos } of rows) {
    const member = members.get(id) ?? { id, name, grants: [] };
    members.set(id, member);
    if (permissions !== null)
      member.grants.push({
        permissions: permissionsOfRole({ built_in: builtIn, permissions }),
        wholeAccount,
        groupNos,
      });
  }
  return [...members.values()].map(({ grants, ...member }) => ({ ...member, scopes: scopesOf(grants) }));
}
