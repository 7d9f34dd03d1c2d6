import { permissions } from "@/lib/access/permissions";
import { type Facts, type GrantFact, givenBy, isUsed, windowDays } from "@/lib/advice/public";

/** What was used of a grant lately: what a reviewer judges by. */
export interface GrantUse {
  days: number;
  /** how many permissions it gives, and how many of them were used where it gives them */
  of: number;
  used: number;
  last: { label: string; at: string } | null;
  /** the elevated ones it gives; at: when last used, null: not within the days */
  elevated: { label: string; at: string | null }[];
  /** false: it was there, or uses were counted, for less than these days */
  whole: boolean;
}

/** Null for a grant that has not begun: nothing of it can have been used. */
export function describeUse(facts: Facts, grant: GrantFact | undefined): GrantUse | null {
  if (!grant) return null;
  const given = givenBy(grant.role, grant).map((permission) => {
    const { label, elevated } = permissions[permission];
    const at = isUsed(facts, grant, permission)
      ? (facts.uses.get(grant.memberId)?.get(permission)?.at ?? null)
      : null;
    return { label, elevated, at };
  });
  const used = given.flatMap(({ label, at }) => (at ? [{ label, at }] : []));
  const [last] = used.toSorted((one, other) => other.at.getTime() - one.at.getTime());
  return {
    days: windowDays,
    of: given.length,
    used: used.length,
    last: last ? { label: last.label, at: last.at.toISOString() } : null,
    elevated: given
      .filter(({ elevated }) => elevated)
      .map(({ label, at }) => ({ label, at: at?.toISOString() ?? null })),
    whole: grant.since <= facts.from && facts.countedSince !== null && facts.countedSince <= facts.from,
  };
}

export const grantsById = (facts: Facts) => new Map(facts.grants.map((grant) => [grant.id, grant]));
