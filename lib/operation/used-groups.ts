import { sql } from "kysely";
import type { AccountDb, AccountReader } from "@/db/scoped";
import type { Scope } from "@/lib/access/scope";
import type { AuditTarget } from "@/lib/audit/actions";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * In which groups an operation used its permission: the group it was about, and where the permission is held by groups,
 * those of the devices it was about. The statements are sent at once and travel with the operation's own.
 */
export function findUsedGroups(
  db: AccountReader | AccountDb,
  accountId: string,
  scope: Scope,
  targets: readonly (AuditTarget | undefined)[],
): Promise<number[]> {
  const idsOf = (kind: AuditTarget["kind"]) => [
    ...new Set(
      targets.flatMap((target) => (target?.kind === kind && uuid.test(target.id) ? [target.id] : [])),
    ),
  ];
  const [groups, devices] = [idsOf("group"), scope === "all" ? [] : idsOf("device")];
  if (groups.length + devices.length === 0) return Promise.resolve([]);
  const found = Promise.all([
    groupsThemselves(db, accountId, groups),
    groupsOfDevices(db, accountId, devices),
  ]);
  // when the operation fails first, nobody waits for this any more
  found.catch(() => undefined);
  return found.then((lists) => {
    const used = new Set(lists.flat());
    return [...used].filter((no) => scope === "all" || scope.includes(no));
  });
}

async function groupsThemselves(db: AccountReader | AccountDb, accountId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ no: number }>`
    select group_no as no from device_group where account_id = ${accountId} and id = any(${ids}::uuid[])
  `.execute(db);
  return rows.map(({ no }) => no);
}

async function groupsOfDevices(db: AccountReader | AccountDb, accountId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ groups: number[] }>`
    select groups from device where account_id = ${accountId} and id = any(${ids}::uuid[])
  `.execute(db);
  return rows.flatMap(({ groups }) => groups);
}
