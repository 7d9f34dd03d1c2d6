import { z } from "zod";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { assertStillHolds } from "@/lib/people/assert-still-holds";
import { lockAccess } from "@/lib/people/lock-access";
import { lockGrant } from "@/lib/people/lock-grant";
import { prolongGrant } from "@/lib/people/prolong-grant";
import { laterEndInput } from "@/lib/people/scope-input";
import { voidMetRequests } from "@/lib/people/void-requests";

/**
 * Lets a grant last longer, one that has expired included. It gives anew what the grant gives, so the actor must hold
 * all of it until the new end. version is the one the actor looked at.
 */
export const extendGrant = command({
  name: "grant.extend",
  permission: "grant.manage",
  input: z.object({ grantId: z.uuid(), version: z.int(), endsAt: laterEndInput }),
  target: ({ grantId }) => ({ kind: "grant", id: grantId }),
  async run(context, { grantId, version, endsAt }) {
    const { db, actor, now } = context;
    await lockAccess(db, actor.account.id);
    await assertStillHolds(db, actor, now, "grant.manage");
    const grant = await lockGrant(db, actor.account.id, grantId);
    if (grant.version !== version)
      throw conflict(
        "Somebody changed this grant since you looked at it. Look again, then repeat your change.",
      );
    await prolongGrant(context, grant, endsAt);
    await voidMetRequests(context, grant.membershipId);
    return { id: grant.id, version: grant.version + 1, endsAt: endsAt.toISOString() };
  },
});
