import { type Permission, permissions } from "@/lib/access/permissions";
import type { Facts, GrantFact, MemberFact, RoleFact } from "@/lib/advice/facts";
import { type Finding, finding, type NoOffer } from "@/lib/advice/finding";
import { givenBy, hadItsChance, isUsed, setOf } from "@/lib/advice/held";

/** Whoever gives access has to hold what they give, without ever using it: nothing is taken from them by advice. */
const giving: readonly Permission[] = ["grant.manage", "member.invite", "role.manage"];

/** Grants of which nothing was used, and grants of which only a part was: each with the change that takes only the rest. */
export function findUnused(facts: Facts, members: ReadonlyMap<string, MemberFact>): Finding[] {
  const lasting = facts.grants.filter(isLastingAdministrator);
  return facts.grants.flatMap((grant) => {
    const given = givenBy(grant.role, grant);
    const { used, untried, unused } = sortOut(facts, grant, given);
    if (unused.length === 0) return [];
    const needed = [...used, ...untried];
    const told = {
      member: members.get(grant.memberId) ?? null,
      grant,
      permissions: unused,
      used: used.length,
      of: given.length,
    };
    const last = lasting.length === 1 && lasting[0] === grant;
    if (needed.length === 0)
      return [
        finding("unused_grant", grant.id, {
          ...told,
          ...(last ? no("last_administrator") : { offers: [{ does: "revoke" as const, grant }] }),
        }),
      ];
    if (last) return [finding("unused_permissions", grant.id, { ...told, ...no("last_administrator") })];
    if (givesAccess(facts, grant.memberId))
      return [finding("unused_permissions", grant.id, { ...told, ...no("gives_access") })];
    const role = narrowestRole(facts.roles, grant, needed);
    return [
      finding("unused_permissions", grant.id, {
        ...told,
        ...(role
          ? { offers: [{ does: "change" as const, grant, role, groupNos: grant.groupNos }] }
          : no("no_narrower_role")),
      }),
    ];
  });
}

/** What was used, what had no chance to be, and what is left: the rest that nobody would miss. */
function sortOut(facts: Facts, grant: GrantFact, given: readonly Permission[]) {
  const sorted = { used: [] as Permission[], untried: [] as Permission[], unused: [] as Permission[] };
  for (const permission of given) {
    if (isUsed(facts, grant, permission)) sorted.used.push(permission);
    else if (hadItsChance(facts, grant, permission)) sorted.unused.push(permission);
    else sorted.untried.push(permission);
  }
  return sorted;
}

const no = (noOffer: NoOffer) => ({ noOffer });

const isLastingAdministrator = ({ role, wholeAccount, endsAt }: GrantFact) =>
  role.builtIn === "administrator" && wholeAccount && endsAt === null;

const givesAccess = ({ uses }: Facts, memberId: string) =>
  giving.some((permission) => uses.get(memberId)?.has(permission));

/** Of the roles that give only what the grant's own gives, and all that is needed, the one that gives least. */
function narrowestRole(
  roles: readonly RoleFact[],
  grant: GrantFact,
  needed: readonly Permission[],
): RoleFact | undefined {
  const own = setOf(grant.role);
  const now = givenBy(grant.role, grant).length;
  return roles
    .filter(
      (role) =>
        role.permissions.every((permission) => own.has(permission)) &&
        needed.every((permission) => setOf(role).has(permission)) &&
        givenBy(role, grant).length < now,
    )
    .toSorted((one, other) => weight(one, grant) - weight(other, grant))[0];
}

const weight = (role: RoleFact, grant: GrantFact) =>
  givenBy(role, grant).reduce((sum, permission) => sum + (permissions[permission].elevated ? 100 : 1), 0);
