import { sql } from "kysely";
import { z } from "zod";
import { allPermissions, permissions } from "@/lib/access/permissions";
import { permissionsOfRole } from "@/lib/access/roles";
import { covers } from "@/lib/access/scope";
import { Missing } from "@/lib/kernel/errors";
import { query } from "@/lib/operation/operation";

interface Row {
  id: string;
  roleId: string;
  roleName: string;
  builtIn: string | null;
  permissions: string[];
  wholeAccount: boolean;
  startsAt: Date | null;
  endsAt: Date | null;
  createdAt: Date;
  giverId: string | null;
  giverName: string | null;
  groups: { id: string; no: number; name: string }[] | null;
}

/** Why somebody has a permission: each grant that gives it, by which role, where, since when, by whom and until when. */
export const explainCell = query({
  name: "matrix.explain",
  permission: "member.view",
  input: z.object({ memberId: z.uuid(), permission: z.enum(allPermissions) }),
  target: ({ memberId }) => ({ kind: "member", id: memberId }),
  async run({ db, actor, now }, { memberId, permission }) {
    const account = actor.account.id;
    const member = await db
      .selectFrom("membership")
      .where("account_id", "=", account)
      .where("id", "=", memberId)
      .where("removed_at", "is", null)
      .select(["id", "name", "email"])
      .executeTakeFirst();
    if (!member) throw new Missing("member", [memberId]);
    const { rows } = await sql<Row>`
      select g.id, r.id as "roleId", r.name as "roleName", r.built_in as "builtIn", r.permissions,
        g.whole_account as "wholeAccount", g.starts_at as "startsAt", g.ends_at as "endsAt",
        g.created_at as "createdAt", giver.id as "giverId", giver.name as "giverName",
        (select json_agg(json_build_object('id', dg.id, 'no', dg.group_no, 'name', dg.name) order by dg.name_key)
         from role_grant_group gg
         join device_group dg on dg.account_id = ${account} and dg.group_no = gg.group_no
         where gg.account_id = ${account} and gg.grant_id = g.id) as groups
      from role_grant g
      join role r on r.account_id = ${account} and r.id = g.role_id
      left join membership giver on giver.account_id = ${account} and giver.id = g.created_by
      where g.account_id = ${account} and g.membership_id = ${memberId} and g.revoked_at is null
        and (g.ends_at is null or g.ends_at > ${now})
      order by g.created_at, g.id
    `.execute(db);
    const use = await sql<{ last: Date | null; counted: Date | null }>`
      select (select max(last_used_at) from permission_last_use
              where account_id = ${account} and membership_id = ${memberId} and permission = ${permission}) as last,
        (select min(day)::timestamptz from account_figure where account_id = ${account}) as counted
    `.execute(db);
    const { label, area, elevated, scope } = permissions[permission];
    return {
      member: { ...member, isYou: member.id === actor.membershipId },
      lastUsedAt: use.rows[0]?.last?.toISOString() ?? null,
      /** since when uses are counted here */
      countedSince: use.rows[0]?.counted?.toISOString() ?? null,
      permission: { key: permission, label, area, elevated },
      grants: rows.flatMap((row) => {
        const given = permissionsOfRole({ built_in: row.builtIn, permissions: row.permissions });
        if (!given.includes(permission)) return [];
        const groups = row.groups ?? [];
        const seen = groups.filter(({ no }) => covers(actor.scopes.get("group.view"), [no]));
        return [
          {
            id: row.id,
            role: { id: row.roleId, name: row.roleName },
            /** revoking the grant takes all of them */
            permissions: given.length,
            wholeAccount: row.wholeAccount,
            groups: seen.map(({ id, name }) => ({ id, name })),
            hiddenGroups: groups.length - seen.length,
            since: (row.startsAt ?? row.createdAt).toISOString(),
            endsAt: row.endsAt?.toISOString() ?? null,
            upcoming: row.startsAt !== null && row.startsAt > now,
            givenBy: row.giverId && row.giverName ? { id: row.giverId, name: row.giverName } : null,
            /** false: it holds for a whole account only, and this grant names groups */
            effective: row.wholeAccount || scope === "device",
          },
        ];
      }),
    };
  },
});
