import { sql } from "kysely";
import type { AccountReader } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { covers } from "@/lib/access/scope";
import { suggestEnd } from "@/lib/people/suggest-end";

export type GrantStatus = "live" | "upcoming" | "expired" | "revoked";

export interface GrantView {
  id: string;
  version: number;
  role: { id: string; name: string };
  wholeAccount: boolean;
  groups: { id: string; name: string }[];
  /** groups of the grant that the reader may not see */
  hiddenGroups: number;
  startsAt: string | null;
  endsAt: string | null;
  /** the end that an extension is offered until; null: it has no end, or was revoked */
  suggestedEnd: string | null;
  createdAt: string;
  revokedAt: string | null;
  status: GrantStatus;
}

interface Row {
  id: string;
  membershipId: string;
  version: number;
  roleId: string;
  roleName: string;
  wholeAccount: boolean;
  startsAt: Date | null;
  endsAt: Date | null;
  extendedFrom: Date | null;
  createdAt: Date;
  revokedAt: Date | null;
  groups: { id: string; no: number; name: string }[] | null;
}

/** The grants of these members, newest first. Ended ones are told apart: an expired grant is not a revoked one. */
export async function readGrants(
  db: AccountReader,
  actor: Member,
  membershipIds: readonly string[],
  now: Date,
): Promise<Map<string, GrantView[]>> {
  const grants = new Map<string, GrantView[]>(membershipIds.map((id) => [id, []]));
  if (membershipIds.length === 0) return grants;
  const account = actor.account.id;
  const { rows } = await sql<Row>`
    select g.id, g.membership_id as "membershipId", g.version, r.id as "roleId", r.name as "roleName",
      g.whole_account as "wholeAccount", g.starts_at as "startsAt", g.ends_at as "endsAt", g.extended_from as "extendedFrom",
      g.created_at as "createdAt", g.revoked_at as "revokedAt",
      (select json_agg(json_build_object('id', dg.id, 'no', dg.group_no, 'name', dg.name) order by dg.name_key)
       from role_grant_group gg
       join device_group dg on dg.account_id = ${account} and dg.group_no = gg.group_no
       where gg.account_id = ${account} and gg.grant_id = g.id) as groups
    from role_grant g
    join role r on r.account_id = ${account} and r.id = g.role_id
    where g.account_id = ${account} and g.membership_id = any(${membershipIds}::uuid[])
    order by g.created_at desc, g.id desc
  `.execute(db);
  const sight = actor.scopes.get("group.view");
  for (const row of rows) {
    const groups = row.groups ?? [];
    const seen = groups.filter((group) => covers(sight, [group.no]));
    grants.get(row.membershipId)?.push({
      id: row.id,
      version: row.version,
      role: { id: row.roleId, name: row.roleName },
      wholeAccount: row.wholeAccount,
      groups: seen.map(({ id, name }) => ({ id, name })),
      hiddenGroups: groups.length - seen.length,
      startsAt: row.startsAt?.toISOString() ?? null,
      endsAt: row.endsAt?.toISOString() ?? null,
      suggestedEnd:
        row.endsAt && !row.revokedAt ? suggestEnd({ ...row, endsAt: row.endsAt }, now).toISOString() : null,
      createdAt: row.createdAt.toISOString(),
      revokedAt: row.revokedAt?.toISOString() ?? null,
      status: statusOf(row, now),
    });
  }
  return grants;
}

function statusOf(row: Row, now: Date): GrantStatus {
  if (row.revokedAt) return "revoked";
  if (row.endsAt && row.endsAt <= now) return "expired";
  return row.startsAt && row.startsAt > now ? "upcoming" : "live";
}
