import { z } from "zod";
import { scopesOf } from "@/lib/access/scope";
import { Missing } from "@/lib/kernel/errors";
import { query } from "@/lib/operation/operation";
import { describeAccess } from "@/lib/people/describe-access";
import { findFactors } from "@/lib/people/find-factors";
import { findHoldings } from "@/lib/people/find-holdings";
import { findWaitingReset } from "@/lib/people/find-waiting-reset";
import { statusOfMember } from "@/lib/people/member-status";
import { readGrants } from "@/lib/people/read-grants";

/** One member: who, which grants and what became of each, what all of it adds up to now, and which kinds of second factor. */
export const getMember = query({
  name: "member.get",
  permission: "member.view",
  input: z.object({ memberId: z.uuid() }),
  target: ({ memberId }) => ({ kind: "member", id: memberId }),
  async run({ db, actor, now }, { memberId }) {
    const member = await db
      .selectFrom("membership")
      .where("account_id", "=", actor.account.id)
      .where("id", "=", memberId)
      .select([
        "id",
        "user_id",
        "name",
        "email",
        "company",
        "created_at",
        "last_seen_at",
        "removed_at",
        "second_factor_required",
      ])
      .executeTakeFirst();
    if (!member) throw new Missing("member", [memberId]);
    const grants = (await readGrants(db, actor, [member.id], now)).get(member.id) ?? [];
    const holdings = await findHoldings(db, actor.account.id, member.id, now);
    return {
      id: member.id,
      userId: member.user_id,
      name: member.name,
      email: member.email,
      company: member.company,
      joinedAt: member.created_at.toISOString(),
      lastSeenAt: member.last_seen_at?.toISOString() ?? null,
      removedAt: member.removed_at?.toISOString() ?? null,
      ...statusOfMember(member.removed_at !== null, grants),
      grants,
      access: await describeAccess(db, actor, scopesOf(holdings)),
      secondFactor: await findFactors(db, member.id),
      waitingReset: await findWaitingReset(db, actor.account.id, member.id, now),
      secondFactorRequired: member.second_factor_required,
      isYou: member.id === actor.membershipId,
    };
  },
});
