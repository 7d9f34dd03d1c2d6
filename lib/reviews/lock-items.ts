import { conflict, Missing, Refused } from "@/lib/kernel/errors";
import type { CommandContext } from "@/lib/operation/operation";
import { type LockedGrant, lockGrant } from "@/lib/people/public";
import { findNamed } from "@/lib/reviews/find-named";
import { lockReview } from "@/lib/reviews/lock-review";
import type { ShownItem } from "@/lib/reviews/review-input";
import { sayScopeNow } from "@/lib/reviews/say-decision";

export interface LockedItem {
  id: string;
  grant: LockedGrant;
  /** whether it is the reviewer's own */
  own: boolean;
}

interface Locked {
  review: Awaited<ReturnType<typeof lockReview>>;
  items: LockedItem[];
}

/**
 * What this reviewer is about to decide, held until the transaction ends. Only the named reviewer decides, nobody about
 * themselves while another reviewer could, nothing twice, and nothing that has become something else since it was shown.
 */
export async function lockItems(
  context: CommandContext<"grant.manage">,
  reviewId: string,
  shown: readonly ShownItem[],
): Promise<Locked> {
  const { db, actor } = context;
  const account = actor.account.id;
  const review = await lockReview(context, reviewId);
  const ids = [...new Set(shown.map(({ itemId }) => itemId))];
  const rows = await db
    .selectFrom("access_review_item")
    .where("account_id", "=", account)
    .where("review_id", "=", reviewId)
    .where("id", "in", ids)
    .select(["id", "grant_id", "membership_id", "reviewer_id", "outcome", "decided_by_label"])
    .orderBy("position")
    .forUpdate()
    .execute();
  if (rows.length < ids.length) throw new Missing("access_review", []);
  const done = rows.find(({ outcome }) => outcome !== null);
  if (done)
    throw conflict(
      `${done.decided_by_label} decided this already: the grant was ${done.outcome}. Look again.`,
    );
  if (rows.some(({ reviewer_id }) => reviewer_id !== actor.membershipId))
    throw new Refused("Somebody else is the reviewer of this grant. Have it handed over to you first.", []);
  const items: LockedItem[] = [];
  for (const row of rows) {
    const own = row.membership_id === actor.membershipId;
    if (own) await assertNobodyElse(context, reviewId);
    const grant = await lockLiving(context, row.grant_id);
    const looked = shown.find(({ itemId }) => itemId === row.id);
    if (grant.version !== looked?.grantVersion || grant.roleVersion !== looked.roleVersion)
      throw conflict(
        `The grant of ${grant.memberName} was changed since you looked. It is now ${sayScopeNow(grant)}. Look again, then decide.`,
      );
    items.push({ id: row.id, grant, own });
  }
  return { review, items };
}

async function assertNobodyElse(
  { db, actor, now }: CommandContext<"grant.manage">,
  reviewId: string,
): Promise<void> {
  const named = await findNamed(db, actor.account.id, reviewId, now);
  const other = named.find(({ id, able }) => able && id !== actor.membershipId);
  if (other)
    throw new Refused(
      `You cannot decide about your own grant while somebody else can. Hand it over to ${other.name}.`,
      [],
    );
}

async function lockLiving(
  { db, actor, now }: CommandContext<"grant.manage">,
  grantId: string,
): Promise<LockedGrant> {
  const state = await db
    .selectFrom("role_grant")
    .where("account_id", "=", actor.account.id)
    .where("id", "=", grantId)
    .select(["revoked_at", "ends_at"])
    .forUpdate()
    .executeTakeFirst();
  if (!state || state.revoked_at !== null || (state.ends_at !== null && state.ends_at <= now))
    throw conflict("This grant has ended meanwhile, so nothing is left to decide about it.");
  return lockGrant(db, actor.account.id, grantId);
}
