import { sql } from "kysely";
import type { AccountReader } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { covers } from "@/lib/access/scope";
import type { PersonRow } from "@/lib/people/list-members";

interface Row {
  id: string;
  roleId: string;
  roleName: string;
  wholeAccount: boolean;
  endsAt: Date | null;
  expiresAt: Date;
  invitedAt: Date;
  invitedBy: string;
  groups: { id: string; no: number; name: string }[] | null;
}

/** What open invitations would give, in the same words as a grant. */
export async function readInvitedScopes(
  db: AccountReader,
  actor: Member,
  invitationIds: readonly string[],
  now: Date,
): Promise<Map<string, Pick<PersonRow, "grants" | "invitation">>> {
  if (invitationIds.length === 0) return new Map();
  const account = actor.account.id;
  const { rows } = await sql<Row>`
    select i.id, r.id as "roleId", r.name as "roleName", i.whole_account as "wholeAccount",
      i.access_ends_at as "endsAt", i.expires_at as "expiresAt", i.created_at as "invitedAt",
      i.created_by_label as "invitedBy",
      (select json_agg(json_build_object('id', dg.id, 'no', dg.group_no, 'name', dg.name) order by dg.name_key)
       from device_group dg where dg.account_id = ${account} and dg.group_no = any(i.group_nos)) as groups
    from invitation i join role r on r.account_id = ${account} and r.id = i.role_id
    where i.account_id = ${account} and i.id = any(${invitationIds}::uuid[])
  `.execute(db);
  return new Map(
    rows.map((row) => {
      const groups = row.groups ?? [];
      const seen = groups.filter((group) => covers(actor.scopes.get("group.view"), [group.no]));
      return [
        row.id,
        {
          grants: [
            {
              id: row.id,
              role: { id: row.roleId, name: row.roleName },
              wholeAccount: row.wholeAccount,
              groups: seen.map(({ id, name }) => ({ id, name })),
              hiddenGroups: groups.length - seen.length,
              endsAt: row.endsAt?.toISOString() ?? null,
              status: "upcoming" as const,
            },
          ],
          invitation: {
            expiresAt: row.expiresAt.toISOString(),
            expired: row.expiresAt <= now,
            invitedAt: row.invitedAt.toISOString(),
            invitedBy: row.invitedBy,
          },
        },
      ];
    }),
  );
}
