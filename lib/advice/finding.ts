import type { Permission } from "@/lib/access/permissions";
import type { GrantFact, GroupFact, MemberFact, RoleFact } from "@/lib/advice/facts";

/** What a person may decide to live with for a while; the order is that of the page. */
export const dismissible = [
  "unused_grant",
  "unused_permissions",
  "wide_scope",
  "no_factor",
  "stale",
  "unwatched",
] as const;

export const findingKinds = ["elevated", ...dismissible] as const;
export type FindingKind = (typeof findingKinds)[number];

/** A change that takes away and never gives, ready to be made. */
export type Offer =
  | { does: "revoke"; grant: GrantFact }
  | { does: "change"; grant: GrantFact; role: RoleFact; groupNos: readonly number[] }
  | { does: "remove"; memberId: string };

/** Why there is no ready change where one would be expected. */
export type NoOffer = "last_administrator" | "gives_access" | "no_narrower_role";

export interface Finding {
  kind: FindingKind;
  /** the grant, member or group it is about */
  subjectId: string;
  member: MemberFact | null;
  grant: GrantFact | null;
  group: GroupFact | null;
  /** the unused ones; of elevated holders all elevated ones they hold */
  permissions: readonly Permission[];
  /** how many of the permissions, or groups, were used */
  used: number;
  of: number;
  /** of a group: nobody but holders of the whole account has a grant for it, or nobody opened it, or both */
  because: readonly ("no_grant" | "not_opened")[];
  offers: readonly Offer[];
  noOffer: NoOffer | null;
}

export const finding = (
  kind: FindingKind,
  subjectId: string,
  rest: Partial<Omit<Finding, "kind" | "subjectId">>,
): Finding => ({
  kind,
  subjectId,
  member: null,
  grant: null,
  group: null,
  permissions: [],
  used: 0,
  of: 0,
  because: [],
  offers: [],
  noOffer: null,
  ...rest,
});
