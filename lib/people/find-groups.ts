import { sql } from "kysely";
import type { AccountDb, AccountReader } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { covers } from "@/lib/access/scope";
import { Missing } from "@/lib/kernel/errors";

export interface NamedGroup {
  id: string;
  no: number;
  name: string;
  deviceCount: number;
}

/** The groups behind these ids. Throws Missing for one of another account, of nobody, or out of the actor's sight. */
export async function findGroups(
  db: AccountReader | AccountDb,
  actor: Member,
  groupIds: readonly string[],
): Promise<NamedGroup[]> {
  const ids = [...new Set(groupIds)];
  if (ids.length === 0) return [];
  const { rows } = await sql<NamedGroup>`
    select id, group_no as no, name, device_count as "deviceCount" from device_group
    where account_id = ${actor.account.id} and id = any(${ids}::uuid[]) order by name_key
  `.execute(db);
  const seen = rows.filter((group) => covers(actor.scopes.get("group.view"), [group.no]));
  if (seen.length < ids.length) throw new Missing("group", ids);
  return seen;
}
