import { sayScope } from "@/components/people/scope-words";
import type { FindingKind } from "@/lib/advice/finding";
import type { FindingTold } from "@/lib/advice/tell-finding";

export const kindWords: Record<FindingKind, string> = {
  elevated: "Elevated permissions",
  unused_grant: "Unused grants",
  unused_permissions: "Unused permissions",
  wide_scope: "Wider than their use",
  no_factor: "No second factor",
  stale: "Not seen",
  unwatched: "Groups nobody watches",
};

export const kindsInOrder = Object.keys(kindWords) as FindingKind[];

export const isKind = (word: string | undefined): word is FindingKind =>
  word !== undefined && Object.hasOwn(kindWords, word);

/** What was found, in one sentence. */
export function sayFinding(finding: FindingTold, days: number): string {
  const { kind, grant, used, of, permissions } = finding;
  const held = grant ? `${grant.role.name}, ${scopeOf(grant)}` : "";
  if (kind === "elevated")
    return of === 1
      ? `Holds one elevated permission, ${used === 1 ? "used" : "not used"} in ${days} days`
      : `Holds ${of} elevated permissions, and used ${used === 0 ? "none" : used} of them in ${days} days`;
  if (kind === "unused_grant") return `${held}: nothing of it was used in ${days} days`;
  if (kind === "unused_permissions")
    return `${held}: ${permissions.length} of ${of} permissions not used in ${days} days`;
  if (kind === "wide_scope")
    return `${grant?.role.name} in ${of} groups, used in ${used === 1 ? "one" : used} of them`;
  if (kind === "no_factor") return "Signs in with a password alone";
  if (kind === "stale")
    return finding.member?.lastSeenAt ? `Not here in the last ${days} days` : "Joined, and was never here";
  const [because] = finding.because;
  if (finding.because.length === 2)
    return `Nobody has a grant for it but holders of the whole account, and nobody opened it in ${days} days`;
  return because === "no_grant"
    ? "Nobody has a grant for it but holders of the whole account"
    : `Nobody opened it in ${days} days`;
}

const scopeOf = (grant: NonNullable<FindingTold["grant"]>) =>
  grant.wholeAccount ? "whole account" : sayScope(grant);

/** Why there is nothing ready to be done about it. */
export function sayNoOffer(finding: FindingTold): string | null {
  switch (finding.noOffer) {
    case "last_administrator":
      return "This is the last administrator of the account: make somebody else one first.";
    case "gives_access":
      return "Gave access to others in this time, and nobody gives what they do not hold: nothing narrower is offered.";
    case "no_narrower_role":
      return "No role of this account gives less and still covers what was used.";
    case "hidden_groups":
      return "A change would name groups that you may not see. Somebody who sees them can make it.";
    default:
      return null;
  }
}
