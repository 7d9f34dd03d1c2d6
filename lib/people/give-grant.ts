import { z } from "zod";
import { command } from "@/lib/operation/operation";
import { addGrant } from "@/lib/people/add-grant";
import { lockAccess } from "@/lib/people/lock-access";
import { lockMember } from "@/lib/people/lock-member";
import {
  assertBeginsBefore,
  assertEndsLater,
  endsAtInput,
  scopeInput,
  startsAtInput,
} from "@/lib/people/scope-input";

/** Gives a member a role, for the whole account or some groups, optionally from and until a date. */
export const giveGrant = command({
  name: "grant.give",
  permission: "grant.manage",
  input: z.object({
    memberId: z.uuid(),
    roleId: z.uuid("Choose a role."),
    scope: scopeInput,
    startsAt: startsAtInput.default(null),
    endsAt: endsAtInput.default(null),
  }),
  target: ({ memberId }) => ({ kind: "member", id: memberId }),
  async run(context, { memberId, roleId, scope, startsAt, endsAt }) {
    const { db, actor, now } = context;
    assertEndsLater(endsAt, now);
    assertBeginsBefore(startsAt, endsAt);
    await lockAccess(db, actor.account.id);
    const member = await lockMember(db, actor.account.id, memberId);
    const { id } = await addGrant(context, { member, roleId, scope, startsAt, endsAt });
    return { id, memberId: member.id };
  },
});
