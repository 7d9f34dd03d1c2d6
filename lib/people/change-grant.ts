import { z } from "zod";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { alterGrant } from "@/lib/people/alter-grant";
import { assertMayGive } from "@/lib/people/assert-may-give";
import { assertStillHolds } from "@/lib/people/assert-still-holds";
import { findRole } from "@/lib/people/find-role";
import { lockAccess } from "@/lib/people/lock-access";
import { lockGrant } from "@/lib/people/lock-grant";
import { narrows } from "@/lib/people/narrows";
import { resolveScope } from "@/lib/people/resolve-scope";
import {
  assertBeginsBefore,
  assertEndsLater,
  endsAtInput,
  scopeInput,
  startsAtInput,
} from "@/lib/people/scope-input";

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
    const { db, actor, now } = context;
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
      permissions: grant.permissions,
      scope: grant.wholeAccount ? ("all" as const) : grant.groupNos,
      startsAt: grant.startsAt,
      endsAt: grant.endsAt,
    };
    const { endsAt } = input;
    const after = { permissions: role.permissions, scope, startsAt, endsAt };
    if (!narrows(before, after, now))
      await assertMayGive(db, actor, now, { permissions: role.permissions, scope, endsAt });
    const altered = { role, wholeAccount, groups, startsAt, endsAt };
    await alterGrant(context, grant, altered, administratorRoleId);
    return { id: grant.id, version: grant.version + 1 };
  },
});
