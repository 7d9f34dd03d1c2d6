import { sql } from "kysely";
import type { AccountReader } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { type Permission, permissions } from "@/lib/access/permissions";
import { type Scope, scopesOf } from "@/lib/access/scope";
import type { CheckedPerson } from "@/lib/people/import/check-against-account";

export interface Reach {
  count: number;
  /** false: a device in several groups may be counted more than once */
  exact: boolean;
}

/** So many memberships of groups are looked at to count exactly; beyond that the groups' own counts are added up. */
const MOST_LOOKED_AT = 200_000;

/** What somebody with this role would hold there, the permissions without effect left out. */
export const effective = ({ role, scope }: Pick<CheckedPerson, "role" | "scope">): Permission[] => [
  ...scopesOf([
    { permissions: role.permissions, wholeAccount: scope === "all", groupNos: scope === "all" ? [] : scope },
  ]).keys(),
];

export const elevatedOf = (held: readonly Permission[]) =>
  held.filter((permission) => permissions[permission].elevated);

/** How many devices each of these people would see, and all of them together. Of devices the reader does not see nothing is told. */
export async function countReach(
  db: AccountReader,
  reader: Member,
  people: readonly CheckedPerson[],
): Promise<{ of: Map<number, Reach>; together: Reach }> {
  const seers = people.filter((person) => effective(person).includes("device.view"));
  const scopes = new Map<string, Scope>();
  for (const { scope } of seers) scopes.set(keyOf(scope), seenBy(reader, scope));
  const all = [...scopes.values()];
  const united: Scope = all.includes("all")
    ? "all"
    : [...new Set(all.flatMap((scope) => (scope === "all" ? [] : scope)))];
  const asked = new Map<string, Scope>([...scopes, ["", seenBy(reader, united)]]);
  const counted = await countDevices(db, reader.account.id, asked);
  const none = { count: 0, exact: true };
  return {
    of: new Map(seers.map(({ line, scope }) => [line, counted.get(keyOf(scope)) ?? none])),
    together: seers.length === 0 ? none : (counted.get("") ?? none),
  };
}

const keyOf = (scope: Scope) => (scope === "all" ? "all" : scope.join(","));

function seenBy(reader: Member, scope: Scope): Scope {
  const own = reader.scopes.get("device.view") ?? [];
  if (own === "all") return scope;
  return scope === "all" ? own : scope.filter((group) => own.includes(group));
}

async function countDevices(
  db: AccountReader,
  account: string,
  scopes: ReadonlyMap<string, Scope>,
): Promise<Map<string, Reach>> {
  const counted = new Map<string, Reach>();
  if ([...scopes.values()].includes("all")) {
    const { rows } = await sql<{ count: number }>`select count_devices_in_scope() as count`.execute(db);
    for (const [key, scope] of scopes)
      if (scope === "all") counted.set(key, { count: rows[0]?.count ?? 0, exact: true });
  }
  const groups = [...scopes].flatMap(([key, scope]) => (scope === "all" ? [] : [{ key, nos: scope }]));
  const sizes = await sizesOf(db, account, [...new Set(groups.flatMap(({ nos }) => nos))]);
  let looked = 0;
  const exactly: { key: string; nos: readonly number[] }[] = [];
  for (const each of groups) {
    const most = each.nos.reduce((sum, no) => sum + (sizes.get(no) ?? 0), 0);
    if (each.nos.length > 1 && looked + most <= MOST_LOOKED_AT) {
      looked += most;
      exactly.push(each);
    } else counted.set(each.key, { count: most, exact: each.nos.length <= 1 });
  }
  if (exactly.length === 0) return counted;
  const { rows } = await sql<{ key: string; count: number }>`
    select asked.key, count(distinct m.device_id) as count
    from jsonb_to_recordset(${JSON.stringify(exactly)}::jsonb) asked(key text, nos int[])
    join device_group_member m on m.account_id = ${account} and m.group_no = any(asked.nos)
    group by asked.key
  `.execute(db);
  for (const { key } of exactly) counted.set(key, { count: 0, exact: true });
  for (const { key, count } of rows) counted.set(key, { count, exact: true });
  return counted;
}

async function sizesOf(db: AccountReader, account: string, nos: readonly number[]) {
  if (nos.length === 0) return new Map<number, number>();
  const { rows } = await sql<{ no: number; devices: number }>`
    select group_no as no, device_count as devices from device_group
    where account_id = ${account} and group_no = any(${[...nos]}::int[])
  `.execute(db);
  return new Map(rows.map(({ no, devices }) => [no, devices]));
}
