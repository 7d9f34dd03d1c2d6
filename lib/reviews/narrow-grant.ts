import { z } from "zod";
import { covers } from "@/lib/access/scope";
import { invalid } from "@/lib/kernel/errors";
import { type CommandContext, command } from "@/lib/operation/operation";
import { alterGrant, findGroups, findRole, type LockedGrant, narrows } from "@/lib/people/public";
import { lockItems } from "@/lib/reviews/lock-items";
import { detailOf, readUse, recordDecision } from "@/lib/reviews/record-decision";
import { decisionReason, shownItem } from "@/lib/reviews/review-input";

/**
 * Narrows a grant: a role that gives only what this one gives, fewer groups, an earlier end. What is left out of the input
 * stays as it is, and so do groups that the reviewer does not see.
 */
export const narrowGrant = command({
  name: "review.narrow",
  permission: "grant.manage",
  input: z.object({
    reviewId: z.uuid(),
    item: shownItem,
    roleId: z.uuid().optional(),
    /** of the groups that are seen, those that stay */
    groupIds: z.array(z.uuid()).max(500).optional(),
    endsAt: z.iso
      .datetime({ offset: true, error: "Choose a date." })
      .transform((text) => new Date(text))
      .optional(),
    reason: decisionReason,
  }),
  target: ({ reviewId }) => ({ kind: "access_review", id: reviewId }),
  async run(context, { reviewId, item: shown, reason, ...wanted }) {
    const { review, items } = await lockItems(context, reviewId, [shown]);
    const facts = await readUse(context);
    for (const item of items) {
      const { grant } = item;
      const after = await narrowed(context, grant, wanted);
      await alterGrant(context, grant, after, review.administratorRoleId, detailOf(review, reason));
      await recordDecision(context, review, item, facts, {
        outcome: "narrowed",
        reason,
        after: {
          role: after.role.name,
          wholeAccount: after.wholeAccount,
          groups: after.groups,
          endsAt: after.endsAt?.toISOString() ?? null,
        },
        grantVersion: grant.version + 1,
        roleVersion: after.role.version,
      });
    }
    return { id: shown.itemId };
  },
});

interface Wanted {
  roleId?: string | undefined;
  groupIds?: string[] | undefined;
  endsAt?: Date | undefined;
}

/** What the grant is to be. Throws invalid for what is as it was, and for whatever gives more than it did. */
async function narrowed(context: CommandContext<"grant.manage">, grant: LockedGrant, wanted: Wanted) {
  const { now } = context;
  const role = await roleOf(context, grant, wanted.roleId);
  const { wholeAccount, groups } = await placeOf(context, grant, wanted.groupIds);
  const endsAt = wanted.endsAt ?? grant.endsAt;
  const before = {
    permissions: grant.permissions,
    scope: grant.wholeAccount ? ("all" as const) : grant.groupNos,
    startsAt: grant.startsAt,
    endsAt: grant.endsAt,
  };
  const after = {
    permissions: role.permissions,
    scope: wholeAccount ? ("all" as const) : groups.map(({ no }) => no),
    startsAt: grant.startsAt,
    endsAt,
  };
  if (wanted.endsAt && (wanted.endsAt <= now || (grant.startsAt !== null && wanted.endsAt <= grant.startsAt)))
    throw invalid("The new end is over already, or before the beginning.", {
      endsAt: "Choose a later date, or end the grant.",
    });
  if (!narrows(before, after, now))
    throw invalid("A review only takes away, and this would give something new.", {
      ...(narrows(before, { ...before, permissions: after.permissions }, now)
        ? {}
        : { roleId: `${role.name} gives something that ${grant.roleName} does not. Choose another role.` }),
      ...(covers(before.scope, after.scope) ? {} : { groupIds: "Choose only groups that the grant has." }),
      ...(narrows(before, { ...before, endsAt }, now) ? {} : { endsAt: "Choose an earlier end." }),
    });
  const same =
    role.id === grant.roleId &&
    wholeAccount === grant.wholeAccount &&
    groups.length === grant.groupNos.length &&
    endsAt?.getTime() === grant.endsAt?.getTime();
  if (same) throw invalid("Nothing of it is narrower. To leave it as it is, keep it.");
  return { role, wholeAccount, groups, startsAt: grant.startsAt, endsAt };
}

async function roleOf({ db, actor }: CommandContext<"grant.manage">, grant: LockedGrant, roleId?: string) {
  const account = actor.account.id;
  if (roleId === undefined || roleId === grant.roleId)
    return {
      id: grant.roleId,
      name: grant.roleName,
      version: grant.roleVersion,
      permissions: grant.permissions,
    };
  const role = await findRole(db, account, roleId);
  const { version } = await db
    .selectFrom("role")
    .where("account_id", "=", account)
    .where("id", "=", roleId)
    .select("version")
    .executeTakeFirstOrThrow();
  return { ...role, version };
}

async function placeOf(
  { db, actor }: CommandContext<"grant.manage">,
  grant: LockedGrant,
  groupIds?: string[],
) {
  const all = grant.groupNos.map((no, index) => ({ no, name: grant.groupNames[index] ?? "" }));
  if (groupIds === undefined) return { wholeAccount: grant.wholeAccount, groups: all };
  const chosen = (await findGroups(db, actor, groupIds)).map(({ no, name }) => ({ no, name }));
  const sight = actor.scopes.get("group.view");
  const unseen = all.filter(({ no }) => !covers(sight, [no]));
  const groups = [...chosen, ...unseen];
  if (groups.length === 0)
    throw invalid("No group would be left.", { groupIds: "Choose at least one group, or end the grant." });
  return { wholeAccount: false, groups };
}
