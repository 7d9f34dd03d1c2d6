import { sql } from "kysely";
import type { AccountDb, AccountReader } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { type Permission, permissions } from "@/lib/access/permissions";
import { permissionsOfRole } from "@/lib/access/roles";
import { type Scope, scopesOf } from "@/lib/access/scope";
import { findOwnHoldings, type Holding, lastingScopes } from "@/lib/people/public";

/** What somebody gets on a device that comes into a group, and until when; null: without an end. */
export interface Gift {
  permission: Permission;
  until: Date | null;
}

/** What of some gifts an actor may not give: what she does not hold at all, and what she does not hold for so long. */
export interface Lacking {
  lacking: Permission[];
  tooLong: Permission[];
}

/**
 * What the people of each group have there, by a grant that holds now or will, or an open invitation. Asked after
 * holdAccess, it stays so until the transaction ends.
 */
export async function giftsThrough(
  db: AccountReader | AccountDb,
  groupNos: readonly number[],
  now: Date,
): Promise<ReadonlyMap<number, readonly Gift[]>> {
  const { rows } = await sql<{
    groupNo: number;
    builtIn: string | null;
    permissions: string[];
    endsAt: Date | null;
  }>`select group_no as "groupNo", built_in as "builtIn", permissions, ends_at as "endsAt"
     from given_through_groups(${groupNos}::int[], ${now})`.execute(db);
  const gifts = new Map<number, Map<Permission, Gift>>();
  for (const row of rows) {
    const ofGroup = gifts.get(row.groupNo) ?? new Map<Permission, Gift>();
    gifts.set(row.groupNo, ofGroup);
    for (const permission of permissionsOfRole({ built_in: row.builtIn, permissions: row.permissions })) {
      // what is for the whole account only is not given by a grant for groups
      if (permissions[permission].scope !== "device") continue;
      const known = ofGroup.get(permission);
      if (!known) ofGroup.set(permission, { permission, until: row.endsAt });
      else if (known.until && (row.endsAt === null || row.endsAt > known.until)) known.until = row.endsAt;
    }
  }
  return new Map([...gifts].map(([no, ofGroup]) => [no, [...ofGroup.values()]]));
}

/**
 * Tells what of some gifts this actor may not give on a device in these groups, as she holds it at this moment: in any of
 * them, or in the whole account. No groups: only the whole account will do.
 */
export async function judgeGifts(
  db: AccountReader | AccountDb,
  actor: Member,
  now: Date,
): Promise<(gifts: readonly Gift[], groups: readonly number[]) => Lacking> {
  const holdings = await findOwnHoldings(db, now);
  const current = scopesOf(holdings);
  const lasting = lastingBy(holdings);
  return (gifts, groups) => {
    const reaches = (scope: Scope | undefined) =>
      scope === "all" || (scope !== undefined && groups.some((no) => scope.includes(no)));
    const [lacking, tooLong]: [Permission[], Permission[]] = [[], []];
    for (const { permission, until } of gifts)
      if (!reaches(actor.scopes.get(permission)) || !reaches(current.get(permission)))
        lacking.push(permission);
      else if (!reaches(lasting(until).get(permission))) tooLong.push(permission);
    return { lacking, tooLong };
  };
}

function lastingBy(holdings: readonly Holding[]) {
  const known = new Map<number | null, ReturnType<typeof lastingScopes>>();
  return (until: Date | null) => {
    const key = until?.getTime() ?? null;
    const scopes = known.get(key) ?? lastingScopes(holdings, until);
    known.set(key, scopes);
    return scopes;
  };
}

export const isLacking = ({ lacking, tooLong }: Lacking): boolean => lacking.length > 0 || tooLong.length > 0;

/** "Terminate a Device on it, which you do not hold on it", for a sentence about what people would get. */
export function sayLacking({ lacking, tooLong }: Lacking, on: string, where = on): string {
  if (lacking.length > 0) return `${name(lacking)} ${on}, which you do not hold ${where}`;
  return `${name(tooLong)} ${on} for longer than you hold it yourself`;
}

function name(some: readonly Permission[]): string {
  const labels = some.slice(0, 3).map((permission) => permissions[permission].label);
  const rest = some.length - labels.length;
  return rest > 0 ? `${labels.join(", ")} and ${rest} more` : labels.join(", ");
}
