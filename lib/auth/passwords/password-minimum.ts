/** Passwords that never stand alone may be shorter (NIST SP 800-63B-4, 3.1.1.2). */
const SHORTEST_ALONE = 15;
const SHORTEST_WITH_FACTOR = 8;

/** The shortest password of a person in these accounts: the shorter where each requires a second factor of everyone by now. */
export function passwordMinimum(
  policies: readonly { second_factor: string; grace_until: Date | string | null }[],
): number {
  const isRequired = ({ second_factor, grace_until }: (typeof policies)[number]) =>
    second_factor === "everyone" && (grace_until === null || new Date(grace_until).getTime() <= Date.now());
  return policies.length > 0 && policies.every(isRequired) ? SHORTEST_WITH_FACTOR : SHORTEST_ALONE;
}
