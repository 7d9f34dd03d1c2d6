import { conflict } from "@/lib/kernel/errors";
import type { CommandContext } from "@/lib/operation/operation";
import { assertAdministratorRemains } from "@/lib/people/assert-administrator-remains";
import { endSessionsWithoutGrant } from "@/lib/people/end-sessions-without-grant";
import { type LockedGrant, sayGrant } from "@/lib/people/lock-grant";
import { takeBackInvitations } from "@/lib/people/take-back-invitations";
import { voidMetRequests } from "@/lib/people/void-requests";

/** Takes a grant back, with everything that ends with it. Whoever calls this holds lockAccess and the grant. */
export async function withdrawGrant(
  context: CommandContext<"grant.manage">,
  grant: LockedGrant,
  administratorRoleId: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  const { db, actor, now, audit, publish } = context;
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
    ...detail,
  });
  publish({ topic: "access" });
  publish({ topic: "people" });
}
