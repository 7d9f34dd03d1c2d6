import { type Facts, readFacts } from "@/lib/advice/public";
import type { CommandContext } from "@/lib/operation/operation";
import { type LockedGrant, sayGrant } from "@/lib/people/public";
import { describeUse, grantsById } from "@/lib/reviews/describe-use";
import type { LockedItem } from "@/lib/reviews/lock-items";
import type { KeptScope, Outcome } from "@/lib/reviews/say-decision";

export interface Decision {
  outcome: Outcome;
  reason: string;
  /** what the grant gives since; null: nothing */
  after: KeptScope | null;
  grantVersion: number;
  roleVersion: number;
}

export const detailOf = (review: { id: string; title: string }, reason: string) => ({
  reason,
  review: review.id,
  review_title: review.title,
});

/** What was used until now, read before anything is changed: it is what the reviewer judged by. */
export const readUse = ({ db, actor, now }: CommandContext<"grant.manage">): Promise<Facts> =>
  readFacts(db, actor.account.id, now);

/** Writes down who decided what about a grant and why, in the review and in the activity log. */
export async function recordDecision(
  { db, actor, now, audit, publish }: CommandContext<"grant.manage">,
  review: { id: string; title: string },
  { id, grant, own }: LockedItem,
  facts: Facts,
  { outcome, reason, after, grantVersion, roleVersion }: Decision,
): Promise<void> {
  await db
    .updateTable("access_review_item")
    .set({
      outcome,
      reason,
      own,
      decided_at: now,
      decided_by: actor.membershipId,
      decided_by_label: actor.label,
      before: JSON.stringify(scopeOf(grant)),
      after: after === null ? null : JSON.stringify(after),
      used: JSON.stringify(describeUse(facts, grantsById(facts).get(grant.id))),
      decided_grant_version: grantVersion,
      decided_role_version: roleVersion,
    })
    .where("account_id", "=", actor.account.id)
    .where("id", "=", id)
    .execute();
  audit(`review.${outcome}`, {
    target: { kind: "member", id: grant.membershipId, label: grant.memberName },
    grant: grant.id,
    ...detailOf(review, reason),
    ...(own ? { own: true } : {}),
    before: sayGrant(grant),
    ...(after && outcome === "narrowed" ? { after: sayKept(after) } : {}),
  });
  publish({ topic: "people" });
}

export const scopeOf = (grant: LockedGrant): KeptScope => ({
  role: grant.roleName,
  wholeAccount: grant.wholeAccount,
  groups: grant.groupNos.map((no, index) => ({ no, name: grant.groupNames[index] ?? "" })),
  endsAt: grant.endsAt?.toISOString() ?? null,
});

const sayKept = ({ role, wholeAccount, groups, endsAt }: KeptScope) => ({
  role,
  scope: wholeAccount ? "The whole account" : groups.map(({ name }) => name).join(", "),
  until: endsAt,
});
