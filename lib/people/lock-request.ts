import { conflict, Missing, Refused } from "@/lib/kernel/errors";
import type { CommandContext } from "@/lib/operation/operation";
import { assertMayGive } from "@/lib/people/assert-may-give";
import { assertStillHolds } from "@/lib/people/assert-still-holds";
import { lockAccess } from "@/lib/people/lock-access";
import { lockMember } from "@/lib/people/lock-member";
import { type AccessRequest, readRequest, wantedOf } from "@/lib/people/read-request";
import { voidMetRequests } from "@/lib/people/void-requests";

/**
 * A request that this actor is about to decide, held until the transaction ends. Nobody decides their own, and nobody
 * one for what they do not hold themselves. Null when it turns out to be met already: then it is closed instead.
 */
export async function lockRequest(
  context: CommandContext<"grant.manage">,
  requestId: string,
): Promise<{ request: AccessRequest; member: { id: string; name: string; email: string } } | null> {
  const { db, actor, now } = context;
  const account = actor.account.id;
  await lockAccess(db, account);
  await assertStillHolds(db, actor, now, "grant.manage");
  const locked = await db
    .selectFrom("access_request")
    .where("account_id", "=", account)
    .where("id", "=", requestId)
    .select(["decided_at", "outcome", "requested_by", "decided_by_label"])
    .forUpdate()
    .executeTakeFirst();
  if (!locked) throw new Missing("access_request", [requestId]);
  if (locked.requested_by === actor.membershipId)
    throw new Refused("You cannot decide your own request. Somebody else who may give it has to.", []);
  if (locked.decided_at)
    throw conflict(
      locked.outcome === "void"
        ? "This request is over: the access has changed since, or the person left or took it back."
        : `${locked.decided_by_label} ${locked.outcome} this request already.`,
    );
  const member = await lockMember(db, account, locked.requested_by);
  await voidMetRequests(context, member.id);
  const request = await readRequest(db, account, requestId);
  if (request.outcome !== null) return null;
  // held at this moment; for how long it may be given is asked of what is given
  await assertMayGive(db, actor, now, { ...wantedOf(request), endsAt: now });
  return { request, member };
}
