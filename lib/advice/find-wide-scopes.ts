import type { Facts, MemberFact } from "@/lib/advice/facts";
import { type Finding, finding } from "@/lib/advice/finding";
import { givenBy, hadItsChance, isUsed } from "@/lib/advice/held";

/**
 * Grants for several groups that were used in some of them only. Whoever also holds, or lately held, the whole account is
 * left out: there a use tells no group.
 */
export function findWideScopes(facts: Facts, members: ReadonlyMap<string, MemberFact>): Finding[] {
  return facts.grants.flatMap((grant) => {
    if (grant.wholeAccount || grant.groupNos.length < 2 || facts.wholeLately.has(grant.memberId)) return [];
    const given = givenBy(grant.role, grant);
    const untried = given.some(
      (permission) => !isUsed(facts, grant, permission) && !hadItsChance(facts, grant, permission),
    );
    if (untried || !grant.held || grant.held.reachSince > facts.from) return [];
    const used = new Set(
      given.flatMap((permission) => facts.uses.get(grant.memberId)?.get(permission)?.groups ?? []),
    );
    const groupNos = grant.groupNos.filter((no) => used.has(no));
    if (groupNos.length === 0 || groupNos.length === grant.groupNos.length) return [];
    return [
      finding("wide_scope", grant.id, {
        member: members.get(grant.memberId) ?? null,
        grant,
        used: groupNos.length,
        of: grant.groupNos.length,
        offers: [{ does: "change", grant, role: grant.role, groupNos }],
      }),
    ];
  });
}
