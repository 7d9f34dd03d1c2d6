import { type RawBuilder, sql } from "kysely";
import type { AccountReader } from "@/db/scoped";
import { builtInRoles, permissionsOfRole } from "@/lib/access/roles";
import type { TimedGrant } from "@/lib/matrix/add-up";

/** Whose row it is, with the grants that hold now. */
export interface MatrixSubject {
  id: string;
  name: string;
  /** a person's address; what a role is for */
  detail: string;
  company: string | null;
  /** of a role: what is in it, given or not */
  contains: readonly string[];
  grants: TimedGrant[];
}

/** At most so many rows; more people are found by their names. */
const most = 2_000;

interface GrantRow {
  of: string;
  roleId: string;
  wholeAccount: boolean;
  groupNos: number[] | null;
  endsAt: Date | null;
}

/** The people of the account by name, each with what she was given. */
export async function readPeople(
  db: AccountReader,
  account: string,
  search: string,
  now: Date,
): Promise<{ subjects: MatrixSubject[]; more: boolean }> {
  const { rows: people } = await sql<{ id: string; name: string; detail: string; company: string | null }>`
    select id, name, email as detail, company from membership
    where account_id = ${account} and removed_at is null
      ${search ? sql`and (strpos(lower(name), ${search}) > 0 or strpos(email, ${search}) > 0)` : sql``}
    order by lower(name) collate "C", id limit ${most + 1}
  `.execute(db);
  const page = people.slice(0, most);
  const permissionsOf = await readRoles(db, account);
  const ids = page.map(({ id }) => id);
  const grants = await readGrants(
    db,
    account,
    now,
    sql`g.membership_id`,
    sql`g.membership_id = any(${ids}::uuid[])`,
  );
  return {
    subjects: page.map((person) => ({
      ...person,
      contains: [],
      grants: (grants.get(person.id) ?? []).map((row) => toTimed(row, permissionsOf)),
    })),
    more: people.length > most,
  };
}

/** The roles of the account, the built-in ones first, each with where it was given. */
export async function readRoleSubjects(
  db: AccountReader,
  account: string,
  search: string,
  now: Date,
): Promise<{ subjects: MatrixSubject[]; more: boolean }> {
  const roles = [...(await readRoles(db, account)).values()].filter(
    ({ name, deleted }) => !deleted && name.toLowerCase().includes(search),
  );
  const order = Object.keys(builtInRoles);
  const rank = (builtIn: string | null) => (builtIn === null ? order.length : order.indexOf(builtIn));
  const sorted = roles.toSorted(
    (one, other) => rank(one.builtIn) - rank(other.builtIn) || one.name.localeCompare(other.name),
  );
  const page = sorted.slice(0, most);
  const ids = page.map(({ id }) => id);
  const grants = await readGrants(
    db,
    account,
    now,
    sql`g.role_id`,
    sql`g.role_id = any(${ids}::uuid[]) and exists (
      select from membership m where m.account_id = ${account} and m.id = g.membership_id and m.removed_at is null)`,
  );
  const permissionsOf = new Map(page.map((role) => [role.id, role]));
  return {
    subjects: page.map((role) => ({
      id: role.id,
      name: role.name,
      detail: role.description,
      company: null,
      contains: role.permissions,
      grants: (grants.get(role.id) ?? []).map((row) => toTimed(row, permissionsOf)),
    })),
    more: sorted.length > most,
  };
}

type Roles = Map<
  string,
  Awaited<ReturnType<typeof readRoles>> extends Map<string, infer Role> ? Role : never
>;

const toTimed = (row: GrantRow, roles: Roles): TimedGrant => ({
  permissions: roles.get(row.roleId)?.permissions ?? [],
  wholeAccount: row.wholeAccount,
  groupNos: row.groupNos ?? [],
  endsAt: row.endsAt,
});

async function readRoles(db: AccountReader, account: string) {
  const rows = await db
    .selectFrom("role")
    .where("account_id", "=", account)
    .select(["id", "name", "description", "built_in", "permissions", "deleted_at"])
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        name: row.name,
        description: builtInRoles[row.built_in as keyof typeof builtInRoles]?.description ?? row.description,
        builtIn: row.built_in,
        deleted: row.deleted_at !== null,
        permissions: permissionsOfRole(row),
      },
    ]),
  );
}

/** The grants that hold now and fulfil a condition, by whose they are. */
async function readGrants(
  db: AccountReader,
  account: string,
  now: Date,
  of: RawBuilder<unknown>,
  condition: RawBuilder<unknown>,
): Promise<Map<string, GrantRow[]>> {
  const { rows } = await sql<GrantRow>`
    select ${of} as of, g.role_id as "roleId", g.whole_account as "wholeAccount", g.ends_at as "endsAt",
      case when not g.whole_account then array(
        select gg.group_no from role_grant_group gg
        where gg.account_id = ${account} and gg.grant_id = g.id) end as "groupNos"
    from role_grant g
    where g.account_id = ${account} and ${condition} and g.revoked_at is null
      and (g.starts_at is null or g.starts_at <= ${now}) and (g.ends_at is null or g.ends_at > ${now})
  `.execute(db);
  return Map.groupBy(rows, (row) => row.of);
}
