import type { CommandContext } from "@/lib/operation/operation";
import { assertAdministratorRemains } from "@/lib/people/assert-administrator-remains";
import { type LockedGrant, sayGrant } from "@/lib/people/lock-grant";
import { takeBackInvitations } from "@/lib/people/take-back-invitations";
import { voidMetRequests } from "@/lib/people/void-requests";

interface Altered {
  role: { id: string; name: string };
  wholeAccount: boolean;
  groups: readonly { no: number; name: string }[];
  startsAt: Date | null;
  endsAt: Date | null;
}

/**
 * Gives a grant another role, scope or end, with everything that follows from it. Whoever calls this holds lockAccess and
 * the grant, and has made sure that the actor may give whatever is new in it.
 */
export async function alterGrant(
  context: CommandContext<"grant.manage">,
  grant: LockedGrant,
  { role, wholeAccount, groups, startsAt, endsAt }: Altered,
  administratorRoleId: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  const { db, actor, now, audit, publish } = context;
  await db
    .updateTable("role_grant")
    .set((eb) => ({
      role_id: role.id,
      whole_account: wholeAccount,
      starts_at: startsAt,
      ends_at: endsAt,
      ...(endsAt?.getTime() === grant.endsAt?.getTime() ? {} : { end_set_at: now, extended_from: null }),
      version: eb("version", "+", 1),
    }))
    .where("account_id", "=", actor.account.id)
    .where("id", "=", grant.id)
    .execute();
  await db
    .deleteFrom("role_grant_group")
    .where("account_id", "=", actor.account.id)
    .where("grant_id", "=", grant.id)
    .execute();
  if (groups.length > 0)
    await db
      .insertInto("role_grant_group")
      .values(groups.map((group) => ({ grant_id: grant.id, group_no: group.no })))
      .execute();
  if (grant.roleId === administratorRoleId && grant.wholeAccount)
    await assertAdministratorRemains(db, actor.account.id, administratorRoleId, now);
  await takeBackInvitations(context, grant.membershipId);
  await voidMetRequests(context, grant.membershipId);
  audit("grant.changed", {
    target: { kind: "member", id: grant.membershipId, label: grant.memberName },
    grant: grant.id,
    before: sayGrant(grant),
    after: sayGrant({
      roleName: role.name,
      wholeAccount,
      groupNames: groups.map((group) => group.name),
      startsAt,
      endsAt,
    }),
    ...detail,
  });
  publish({ topic: "access" });
  publish({ topic: "people" });
}
