import { isElevated, type Permission } from "@/lib/access/permissions";
import type { Facts, GrantFact } from "@/lib/advice/facts";
import { type Finding, finding } from "@/lib/advice/finding";
import { givenBy } from "@/lib/advice/held";

/** Who holds elevated permissions, with whatever change would take some of them that are not used. */
export function findElevated(facts: Facts, unused: readonly Finding[]): Finding[] {
  const grants = Map.groupBy(facts.grants, ({ memberId }) => memberId);
  const advised = Map.groupBy(unused, ({ member }) => member?.id);
  return facts.members.flatMap((member) => {
    const held = elevatedOf(grants.get(member.id) ?? []);
    if (held.length === 0) return [];
    const uses = facts.uses.get(member.id);
    const own = (advised.get(member.id) ?? []).filter((each) =>
      each.permissions.some((permission) => isElevated(permission)),
    );
    return [
      finding("elevated", member.id, {
        member,
        permissions: held,
        used: held.filter((permission) => uses?.has(permission)).length,
        of: held.length,
        offers: own.flatMap(({ offers }) => offers),
      }),
    ];
  });
}

const elevatedOf = (grants: readonly GrantFact[]): Permission[] => [
  ...new Set(
    grants.flatMap((grant) => givenBy(grant.role, grant).filter((permission) => isElevated(permission))),
  ),
];

/** Who signs in with a password alone, although they may do something here. */
export function findWithoutFactor(facts: Facts): Finding[] {
  const holders = new Set(facts.grants.map(({ memberId }) => memberId));
  return facts.members
    .filter(({ id, withoutFactor }) => withoutFactor && holders.has(id))
    .map((member) => finding("no_factor", member.id, { member }));
}

/** Who has been a member for the whole of the window and was not here in it. */
export function findStale(facts: Facts): Finding[] {
  const lasting = facts.grants.filter(
    ({ role, wholeAccount, endsAt }) => role.builtIn === "administrator" && wholeAccount && endsAt === null,
  );
  const administrators = new Set(lasting.map(({ memberId }) => memberId));
  return facts.members
    .filter(({ joinedAt, lastSeenAt }) => joinedAt <= facts.from && (lastSeenAt ?? joinedAt) <= facts.from)
    .map((member) =>
      finding("stale", member.id, {
        member,
        ...(administrators.size === 1 && administrators.has(member.id)
          ? { noOffer: "last_administrator" as const }
          : { offers: [{ does: "remove" as const, memberId: member.id }] }),
      }),
    );
}
