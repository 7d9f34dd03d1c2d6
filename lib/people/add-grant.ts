import { newId } from "@/lib/kernel/id";
import type { CommandContext } from "@/lib/operation/operation";
import { assertMayGive } from "@/lib/people/assert-may-give";
import { findRole } from "@/lib/people/find-role";
import { sayGrant } from "@/lib/people/lock-grant";
import { resolveScope } from "@/lib/people/resolve-scope";
import type { ScopeInput } from "@/lib/people/scope-input";
import { voidMetRequests } from "@/lib/people/void-requests";

interface Given {
  member: { id: string; name: string };
  roleId: string;
  scope: ScopeInput;
  /** left out: at once */
  startsAt?: Date | null;
  endsAt: Date | null;
}

/** Gives a member a role, if the actor holds all that comes with it. Whoever calls this holds lockAccess. */
export async function addGrant(
  context: CommandContext<"grant.manage">,
  { member, roleId, scope: asked, startsAt = null, endsAt }: Given,
) {
  const { db, actor, now, audit, publish } = context;
  const role = await findRole(db, actor.account.id, roleId);
  const { scope, wholeAccount, groups, words } = await resolveScope(db, actor, asked);
  await assertMayGive(db, actor, now, { permissions: role.permissions, scope, endsAt });
  const id = newId();
  await db
    .insertInto("role_grant")
    .values({
      id,
      membership_id: member.id,
      role_id: role.id,
      whole_account: wholeAccount,
      starts_at: startsAt,
      ends_at: endsAt,
      end_set_at: now,
      created_by: actor.membershipId,
    })
    .execute();
  if (groups.length > 0)
    await db
      .insertInto("role_grant_group")
      .values(groups.map((group) => ({ grant_id: id, group_no: group.no })))
      .execute();
  audit("grant.given", {
    target: { kind: "member", id: member.id, label: member.name },
    grant: id,
    after: sayGrant({
      roleName: role.name,
      wholeAccount,
      groupNames: groups.map((group) => group.name),
      startsAt,
      endsAt,
    }),
  });
  await voidMetRequests(context, member.id);
  publish({ topic: "access" });
  publish({ topic: "people" });
  return { id, role, words };
}
