import type { GrantView } from "@/lib/people/read-grants";

export const memberStatuses = ["active", "invited", "upcoming", "ended"] as const;
export type MemberStatus = (typeof memberStatuses)[number];

/** Why somebody has no access any more: three different things, and three different words. */
export type EndedBecause = "removed" | "expired" | "revoked" | "nothing_given";

export function statusOfMember(
  removed: boolean,
  grants: readonly GrantView[],
): { status: MemberStatus; because: EndedBecause | null } {
  if (removed) return { status: "ended", because: "removed" };
  if (grants.some((grant) => grant.status === "live")) return { status: "active", because: null };
  if (grants.some((grant) => grant.status === "upcoming")) return { status: "upcoming", because: null };
  const last = grants.toSorted((one, other) => endOf(other).localeCompare(endOf(one)))[0];
  if (!last) return { status: "ended", because: "nothing_given" };
  return { status: "ended", because: last.status === "revoked" ? "revoked" : "expired" };
}

const endOf = (grant: GrantView) => grant.revokedAt ?? grant.endsAt ?? "";
