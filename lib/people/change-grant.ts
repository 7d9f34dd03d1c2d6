import { z } from "zod";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { assertAdministratorRemains } from "@/lib/people/assert-administrator-remains";
import { assertMayGive } from "@/lib/people/assert-may-give";
import { assertStillHolds } from "@/lib/people/assert-still-holds";
import { findRole } from "@/lib/people/find-role";
import { lockAccess } from "@/lib/people/lock-access";
import { lockGrant, sayGrant } from "@/lib/people/lock-grant";
import { narrows } from "@/lib/people/narrows";
import { resolveScope } from "@/lib/people/resolve-scope";
import {
  assertBeginsBefore,
  assertEndsLater,
  endsAtInput,
  scopeInput,
  startsAtInput,
} from "@/lib/people/scope-input";
import { takeBackInvitations } from "@/lib/people/take-back-invitations";
import { voidMetRequests } from "@/lib/people/void-requests";

/**
 * Changes a grant's role, scope, beginning or end. Taking away needs only the permission to; whatever the grant would newly give,
 * the actor must hold. version is the one the actor looked at: somebody else's change in between is a conflict.
 */
export const changeGrant = command({
  name: "grant.change",
  permission: "grant.manage",
  input: z.object({
    grantId: z.uuid(),
    version: z.int(),
    roleId: z.uuid("Choose a role."),
    scope: scopeInput,
    /** left out: as it was */
    startsAt: startsAtInput.optional(),
    endsAt: endsAtInput.default(null),
  }),
  target: ({ grantId }) => ({ kind: "grant", id: grantId }),
  async run(context, input) {
    const { db, actor, now, audit, publish } = context;
    assertEndsLater(input.endsAt, now);
    const { administratorRoleId } = await lockAccess(db, actor.account.id);
    await assertStillHolds(db, actor, now, "grant.manage");
    const grant = await lockGrant(db, actor.account.id, input.grantId);
    if (grant.version !== input.version)
      throw conflict(
        "Somebody changed this grant since you looked at it. Look again, then repeat your change.",
      );
    const startsAt = input.startsAt === undefined ? grant.startsAt : input.startsAt;
    assertBeginsBefore(startsAt, input.endsAt);
    const role = await findRole(db, actor.account.id, input.roleId);
    const { scope, wholeAccount, groups } = await resolveScope(db, actor, input.scope);
    const before = {
      roleId: grant.roleId,
      scope: grant.wholeAccount ? ("all" as const) : grant.groupNos,
      startsAt: grant.startsAt,
      endsAt: grant.endsAt,
    };
    const after = { roleId: role.id, scope, startsAt, endsAt: input.endsAt };
    if (!narrows(before, after, now))
      await assertMayGive(db, actor, now, { permissions: role.permissions, scope, endsAt: input.endsAt });

    await db
      .updateTable("role_grant")
      .set((eb) => ({
        role_id: role.id,
        whole_account: wholeAccount,
        starts_at: startsAt,
        ends_at: input.endsAt,
        ...(input.endsAt?.getTime() === grant.endsAt?.getTime()
          ? {}
          : { end_set_at: now, extended_from: null }),
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
        endsAt: input.endsAt,
      }),
    });
    publish({ topic: "access" });
    publish({ topic: "people" });
    return { id: grant.id, version: grant.version + 1 };
  },
});
