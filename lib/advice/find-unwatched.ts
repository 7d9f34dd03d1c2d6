import type { Facts } from "@/lib/advice/facts";
import { type Finding, finding } from "@/lib/advice/finding";

/** Groups that are there for longer than the window, and that nobody was given or nobody opened. */
export function findUnwatched(facts: Facts): Finding[] {
  const granted = new Set(facts.grants.flatMap(({ groupNos }) => groupNos));
  const opened = new Set(
    [...facts.uses.values()].flatMap((uses) => [...uses.values()].flatMap(({ groups }) => groups)),
  );
  const counted = facts.countedSince !== null && facts.countedSince <= facts.from;
  return facts.groups.flatMap((group) => {
    if (group.createdAt > facts.from) return [];
    const because = [
      ...(granted.has(group.no) ? [] : (["no_grant"] as const)),
      ...(counted && !opened.has(group.no) ? (["not_opened"] as const) : []),
    ];
    return because.length === 0 ? [] : [finding("unwatched", group.id, { group, because })];
  });
}
