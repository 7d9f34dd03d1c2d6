import { sql } from "kysely";
import type { AccountReader } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { type Permission, permissions } from "@/lib/access/permissions";
import type { Scope } from "@/lib/access/scope";

interface HeldPermission {
  key: Permission;
  area: string;
  label: string;
  elevated: boolean;
  /** for the whole account, or for some groups only */
  where: "account" | "groups";
}

export interface AccessView {
  permissions: HeldPermission[];
  devices: {
    count: number;
    /** false: a device in several groups may be counted more than once */
    exact: boolean;
    some: { id: string; label: string; kind: string; state: string }[];
    /** the reader sees only part of these devices, and only that part is told */
    partly: boolean;
  };
}

/** What somebody with these scopes sees and may do, told to a reader who learns of no device beyond her own. */
export async function describeAccess(
  db: AccountReader,
  reader: Member,
  scopes: ReadonlyMap<Permission, Scope>,
): Promise<AccessView> {
  const seen = scopes.get("device.view");
  const told = seen === undefined ? [] : common(seen, reader.scopes.get("device.view"));
  return {
    permissions: (Object.keys(permissions) as Permission[]).flatMap((key) => {
      const scope = scopes.get(key);
      if (scope === undefined) return [];
      const { area, label, elevated } = permissions[key];
      return [
        { key, area, label, elevated, where: scope === "all" ? ("account" as const) : ("groups" as const) },
      ];
    }),
    devices: {
      ...(await countDevices(db, reader.account.id, told)),
      some: await someDevices(db, reader.account.id, told),
      partly: seen !== undefined && (seen === "all" ? told !== "all" : told.length < seen.length),
    },
  };
}

function common(one: Scope, other: Scope | undefined): Scope {
  if (other === undefined) return [];
  if (one === "all") return other;
  return other === "all" ? one : one.filter((group) => other.includes(group));
}

/** Exact while that is quick; of hundreds of thousands in several groups, the groups' own counts added up. */
async function countDevices(db: AccountReader, account: string, scope: Scope) {
  if (scope === "all") {
    const { rows } = await sql<{ count: number }>`select count_devices_in_scope() as count`.execute(db);
    return { count: rows[0]?.count ?? 0, exact: true };
  }
  if (scope.length === 0) return { count: 0, exact: true };
  const sum = await sql<{ count: number }>`
    select coalesce(sum(device_count), 0)::bigint as count from device_group
    where account_id = ${account} and group_no = any(${scope}::int[])
  `.execute(db);
  const most = sum.rows[0]?.count ?? 0;
  if (scope.length === 1 || most > 50_000) return { count: most, exact: scope.length === 1 };
  const { rows } = await sql<{ count: number }>`
    select count(distinct device_id) as count from device_group_member
    where account_id = ${account} and group_no = any(${scope}::int[])
  `.execute(db);
  return { count: rows[0]?.count ?? 0, exact: true };
}

const shown = 5;

async function someDevices(db: AccountReader, account: string, scope: Scope) {
  if (scope !== "all" && scope.length === 0) return [];
  const ids =
    scope === "all"
      ? sql`select id from device where account_id = ${account} order by label_key, id limit ${shown}`
      : sql`select distinct on (label_key, device_id) device_id as id from (${sql.join(
          scope.slice(0, 16).map(
            (group) => sql`(select label_key, device_id from device_group_member
              where account_id = ${account} and group_no = ${group} order by label_key, device_id limit ${shown})`,
          ),
          sql` union all `,
        )}) firsts order by label_key, device_id limit ${shown}`;
  const { rows } = await sql<{ id: string; label: string; kind: string; state: string }>`
    select d.id, d.label, d.kind, d.state from device d join (${ids}) first on first.id = d.id
    where d.account_id = ${account} order by d.label_key, d.id
  `.execute(db);
  return rows;
}
