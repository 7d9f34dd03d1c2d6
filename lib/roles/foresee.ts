import { sql } from "kysely";
import type { AccountReader } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { type Permission, permissions } from "@/lib/access/permissions";
import { permissionsOfRole } from "@/lib/access/roles";
import { covers, type EffectiveGrant, type Scope, scopesOf } from "@/lib/access/scope";
import { countChangedDevices, type Widening } from "@/lib/roles/count-changed-devices";
import type { Given } from "@/lib/roles/find-reach";

interface Difference {
  /** labels of permissions that hold in more places than before, or in fewer */
  gains: string[];
  loses: string[];
}

export interface AffectedPerson extends Difference {
  id: string;
  name: string;
  isYou: boolean;
  /** null: the reader may not see devices */
  devicesGained: number | null;
  devicesLost: number | null;
}

export interface Foreseen {
  /** people whose access changes, in the order of their names; the first of them by name where the reader sees members */
  people: AffectedPerson[];
  affected: number;
  gaining: number;
  losing: number;
  /** who has the role, and to whom nothing changes because of what else they have */
  unchanged: number;
  invitations: ({ name: string } & Difference)[];
  devices: { gained: number; lost: number } | null;
}

/** At most so many people are told one by one. */
const shown = 100;

/**
 * What becomes of everybody who has a role, or is promised it, when it gives after instead of before: added up by the
 * code that decides every request. Grants that begin later count as if they had begun. The reader is told of no device
 * beyond her own.
 */
export async function foresee(
  db: AccountReader,
  actor: Member,
  now: Date,
  role: { id: string; before: readonly Permission[]; after: readonly Permission[] },
  reach: readonly Given[],
): Promise<Foreseen> {
  const changed = [
    ...role.before.filter((permission) => !role.after.includes(permission)),
    ...role.after.filter((permission) => !role.before.includes(permission)),
  ];
  const holders = await findHolders(db, actor.account.id, role.id, now);
  const sight = actor.scopes.get("device.view");
  const differences = holders.map((holder) => {
    const before = scopesOf(holder.grants);
    const after = scopesOf(
      holder.grants.map((grant) =>
        grant.roleId === role.id ? { ...grant, permissions: role.after } : grant,
      ),
    );
    return { ...holder, ...compare(changed, before, after, sight) };
  });
  const affected = differences.filter(({ gains, loses }) => gains.length + loses.length > 0);

  const told = actor.scopes.has("member.view") ? affected.slice(0, shown) : [];
  const counts = sight
    ? await countChangedDevices(db, actor.account.id, [
        affected.flatMap(({ gained }) => gained),
        affected.flatMap(({ lost }) => lost),
        ...told.flatMap(({ gained, lost }) => [gained, lost]),
      ])
    : null;
  const people = told.map((person, place) => ({
    id: person.id,
    name: person.name,
    isYou: person.id === actor.membershipId,
    gains: person.gains,
    loses: person.loses,
    devicesGained: counts?.[2 + 2 * place] ?? null,
    devicesLost: counts?.[3 + 2 * place] ?? null,
  }));
  return {
    people,
    affected: affected.length,
    gaining: affected.filter(({ gains }) => gains.length > 0).length,
    losing: affected.filter(({ loses }) => loses.length > 0).length,
    unchanged: differences.length - affected.length,
    invitations: actor.scopes.has("member.view")
      ? reach.flatMap((given) => {
          if (given.kind === "grant") return [];
          const grant = {
            wholeAccount: given.scope === "all",
            groupNos: given.scope === "all" ? [] : given.scope,
          };
          const { gains, loses } = compare(
            changed,
            scopesOf([{ ...grant, permissions: role.before }]),
            scopesOf([{ ...grant, permissions: role.after }]),
            sight,
          );
          return gains.length + loses.length > 0 ? [{ name: given.name, gains, loses }] : [];
        })
      : [],
    devices: counts && { gained: counts[0] ?? 0, lost: counts[1] ?? 0 },
  };
}

function compare(
  changed: readonly Permission[],
  before: ReadonlyMap<Permission, Scope>,
  after: ReadonlyMap<Permission, Scope>,
  sight: Scope | undefined,
): Difference & { gained: Widening[]; lost: Widening[] } {
  const pairs = changed.map((permission) => ({
    permission,
    had: before.get(permission) ?? [],
    has: after.get(permission) ?? [],
  }));
  const gains = pairs.filter(({ had, has }) => !covers(had, has));
  const loses = pairs.filter(({ had, has }) => !covers(has, had));
  const onDevices = ({ permission }: { permission: Permission }) =>
    permissions[permission].scope === "device";
  const told = (scope: Scope) => withinSight(scope, sight);
  return {
    gains: gains.map(({ permission }) => permissions[permission].label),
    loses: loses.map(({ permission }) => permissions[permission].label),
    gained: gains.filter(onDevices).map(({ had, has }) => ({ after: told(has), before: had })),
    lost: loses.filter(onDevices).map(({ had, has }) => ({ after: told(had), before: has })),
  };
}

function withinSight(scope: Scope, sight: Scope | undefined): Scope {
  if (sight === undefined) return [];
  if (sight === "all") return scope;
  return scope === "all" ? sight : scope.filter((group) => sight.includes(group));
}

interface Holder {
  id: string;
  name: string;
  grants: (EffectiveGrant & { roleId: string })[];
}

/** Everybody with a grant of the role that is not over, with all their grants. */
async function findHolders(db: AccountReader, account: string, roleId: string, now: Date): Promise<Holder[]> {
  const { rows } = await sql<{
    id: string;
    name: string;
    roleId: string;
    builtIn: string | null;
    permissions: string[];
    wholeAccount: boolean;
    groupNos: number[];
  }>`
    select m.id, m.name, g.role_id as "roleId", r.built_in as "builtIn", r.permissions,
      g.whole_account as "wholeAccount",
      array(select gg.group_no from role_grant_group gg
            where gg.account_id = ${account} and gg.grant_id = g.id) as "groupNos"
    from role_grant g
    join membership m on m.account_id = ${account} and m.id = g.membership_id and m.removed_at is null
    join role r on r.account_id = ${account} and r.id = g.role_id
    where g.account_id = ${account} and g.revoked_at is null and (g.ends_at is null or g.ends_at > ${now})
      and g.membership_id in (
        select h.membership_id from role_grant h
        where h.account_id = ${account} and h.role_id = ${roleId} and h.revoked_at is null
          and (h.ends_at is null or h.ends_at > ${now}))
    order by lower(m.name) collate "C", m.id
  `.execute(db);
  const holders = new Map<string, Holder>();
  for (const { id, name, roleId: role, builtIn, permissions: words, wholeAccount, groupNos } of rows) {
    const holder = holders.get(id) ?? { id, name, grants: [] };
    holders.set(id, holder);
    holder.grants.push({
      roleId: role,
      permissions: permissionsOfRole({ built_in: builtIn, permissions: words }),
      wholeAccount,
      groupNos,
    });
  }
  return [...holders.values()];
}
