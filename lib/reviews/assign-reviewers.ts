/**
 * Who decides on which grant: all of one person's by the same reviewer, as evenly as that goes, and nobody on her own while
 * there is somebody else. Answers a reviewer for each member.
 */
export function assignReviewers(
  memberOfEach: readonly string[],
  reviewers: readonly string[],
): Map<string, string> {
  const load = new Map(reviewers.map((reviewer) => [reviewer, 0]));
  const counts = new Map<string, number>();
  for (const member of memberOfEach) counts.set(member, (counts.get(member) ?? 0) + 1);
  const assigned = new Map<string, string>();
  for (const [member, grants] of counts) {
    const others = reviewers.filter((reviewer) => reviewer !== member);
    const [least] = (others.length > 0 ? others : reviewers).toSorted(
      (one, other) => (load.get(one) ?? 0) - (load.get(other) ?? 0),
    );
    if (!least) continue;
    assigned.set(member, least);
    load.set(least, (load.get(least) ?? 0) + grants);
  }
  return assigned;
}
