import { sql } from "kysely";
import type { AccountDb, AccountReader } from "@/db/scoped";
import { permissionsOfRole } from "@/lib/access/roles";
import { type Facts, type GrantFact, type GroupFact, type RoleFact, windowDays } from "@/lib/advice/facts";

interface GrantRow {
  id: string;
  version: number;
  memberId: string;
  roleId: string;
  wholeAccount: boolean;
  groupNos: number[];
  since: Date;
  endsAt: Date | null;
  live: boolean;
  reachSince: Date | null;
  permissionsSince: Record<string, string> | null;
}

/** Everything the advisor looks at, in a handful of statements that grow with people and groups and not with devices. */
export async function readFacts(db: AccountReader | AccountDb, account: string, now: Date): Promise<Facts> {
  const from = new Date(now.getTime() - windowDays * 86_400_000);
  const [members, roles, grants, uses, groups, counted] = await Promise.all([
    readMembers(db, account),
    readRoles(db, account),
    readGrants(db, account, from, now),
    readUses(db, account, from),
    sql<GroupFact>`
      select id, group_no as no, name, device_count as "deviceCount", created_at as "createdAt"
      from device_group where account_id = ${account} order by name_key
    `.execute(db),
    sql<{ since: Date | null }>`
      select min(day)::timestamptz as since from account_figure where account_id = ${account}
    `.execute(db),
  ]);
  const there = new Set(members.map(({ id }) => id));
  const held = grants.filter(({ memberId }) => there.has(memberId));
  return {
    now,
    from,
    fromText: from.toISOString(),
    countedSince: counted.rows[0]?.since ?? null,
    members,
    roles: [...roles.values()],
    grants: held.filter(({ live }) => live).flatMap((row) => factOf(row, roles)),
    wholeLately: new Set(held.filter(({ wholeAccount }) => wholeAccount).map(({ memberId }) => memberId)),
    uses,
    groups: groups.rows,
  };
}

async function readMembers(db: AccountReader | AccountDb, account: string) {
  const { rows } = await sql<Facts["members"][number]>`
    select m.id, m.name, m.email, m.company, m.created_at as "joinedAt", m.last_seen_at as "lastSeenAt",
      f.apps + f.keys + f.phones = 0 as "withoutFactor"
    from membership m join second_factors_of_members() f on f.member = m.id
    where m.account_id = ${account} and m.removed_at is null
    order by lower(m.name) collate "C", m.id
  `.execute(db);
  return rows;
}

async function readRoles(db: AccountReader | AccountDb, account: string): Promise<Map<string, RoleFact>> {
  const { rows } = await sql<{ id: string; name: string; built_in: string | null; permissions: string[] }>`
    select id, name, built_in, permissions from role where account_id = ${account} order by name
  `.execute(db);
  return new Map(
    rows.map((row) => [
      row.id,
      { id: row.id, name: row.name, builtIn: row.built_in, permissions: permissionsOfRole(row) },
    ]),
  );
}

/** The grants that hold now, and those for the whole account that ended within the window. */
async function readGrants(db: AccountReader | AccountDb, account: string, from: Date, now: Date) {
  const { rows } = await sql<GrantRow>`
    select g.id, g.version, g.membership_id as "memberId", g.role_id as "roleId",
      g.whole_account as "wholeAccount", coalesce(gg.nos, '{}') as "groupNos",
      greatest(g.created_at, g.starts_at) as since, g.ends_at as "endsAt",
      g.revoked_at is null and (g.ends_at is null or g.ends_at > ${now}) as live,
      h.reach_since as "reachSince", h.permissions_since as "permissionsSince"
    from role_grant g
    left join (select grant_id, array_agg(group_no order by group_no) as nos from role_grant_group
               where account_id = ${account} group by grant_id) gg on gg.grant_id = g.id
    left join grant_holding h on h.account_id = ${account} and h.grant_id = g.id
    where g.account_id = ${account} and (g.starts_at is null or g.starts_at <= ${now})
      and (g.revoked_at is null and (g.ends_at is null or g.ends_at > ${now})
        or g.whole_account and least(g.revoked_at, g.ends_at) > ${from})
  `.execute(db);
  return rows;
}

async function readUses(db: AccountReader | AccountDb, account: string, from: Date): Promise<Facts["uses"]> {
  const { rows } = await sql<{ memberId: string; permission: string; groups: number[]; at: Date }>`
    select membership_id as "memberId", permission, array_agg(group_no) as groups, max(last_used_at) as at
    from permission_last_use where account_id = ${account} and last_used_at > ${from}
    group by membership_id, permission
  `.execute(db);
  const uses = new Map<string, Map<string, { groups: number[]; at: Date }>>();
  for (const { memberId, permission, groups, at } of rows) {
    const known = uses.get(memberId) ?? new Map<string, { groups: number[]; at: Date }>();
    known.set(permission, { groups, at });
    uses.set(memberId, known);
  }
  return uses;
}

function factOf(row: GrantRow, roles: ReadonlyMap<string, RoleFact>): GrantFact[] {
  const role = roles.get(row.roleId);
  if (!role) return [];
  const { id, version, memberId, wholeAccount, groupNos, since, endsAt, reachSince, permissionsSince } = row;
  const held = reachSince && permissionsSince && { reachSince, permissionsSince };
  return [{ id, version, memberId, role, wholeAccount, groupNos, since, endsAt, held }];
}
