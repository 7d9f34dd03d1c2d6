import { z } from "zod";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { assertAdministratorRemains } from "@/lib/people/assert-administrator-remains";
import { assertStillHolds } from "@/lib/people/assert-still-holds";
import { endSessionsWithoutGrant } from "@/lib/people/end-sessions-without-grant";
import { lockAccess } from "@/lib/people/lock-access";
import { lockGrant, sayGrant } from "@/lib/people/lock-grant";
import { takeBackInvitations } from "@/lib/people/take-back-invitations";
import { voidMetRequests } from "@/lib/people/void-requests";

/** Takes a grant back. What it gave ends with the next request. */
export const revokeGrant = command({
  name: "grant.revoke",
  permission: "grant.manage",
  input: z.object({ grantId: z.uuid() }),
  target: ({ grantId }) => ({ kind: "grant", id: grantId }),
  async run(context, { grantId }) {
    const { db, actor, now, audit, publish } = context;
    const { administratorRoleId } = await lockAccess(db, actor.account.id);
    await assertStillHolds(db, actor, now, "grant.manage");
    const grant = await lockGrant(db, actor.account.id, grantId);
    if (grant.endsAt && grant.endsAt <= now)
      throw conflict("This grant has expired, so there is nothing to revoke.");
    await db
      .updateTable("role_grant")
      .set((eb) => ({ revoked_at: now, version: eb("version", "+", 1) }))
      .where("account_id", "=", actor.account.id)
      .where("id", "=", grant.id)
      .execute();
    if (grant.roleId === administratorRoleId && grant.wholeAccount)
      await assertAdministratorRemains(db, actor.account.id, administratorRoleId, now);
    await takeBackInvitations(context, grant.membershipId);
    await voidMetRequests(context, grant.membershipId);
    await endSessionsWithoutGrant(db, grant.membershipId);
    audit("grant.revoked", {
      target: { kind: "member", id: grant.membershipId, label: grant.memberName },
      grant: grant.id,
      before: sayGrant(grant),
    });
    publish({ topic: "access" });
    publish({ topic: "people" });
    return { id: grant.id };
  },
});
