import { conflict, invalid } from "@/lib/kernel/errors";
import { grantExtendedMail } from "@/lib/mail/grant-end";
import type { CommandContext } from "@/lib/operation/operation";
import { assertMayGive } from "@/lib/people/assert-may-give";
import { findRole } from "@/lib/people/find-role";
import { type lockGrant, sayGrant } from "@/lib/people/lock-grant";
import { lockMember } from "@/lib/people/lock-member";
import { assertEndsLater } from "@/lib/people/scope-input";

type Locked = Awaited<ReturnType<typeof lockGrant>>;

/** Moves the end of a grant further away, if the actor holds all of it until then. Whoever calls this holds lockAccess. */
export async function prolongGrant(
  { db, actor, now, audit, enqueue, publish }: CommandContext<"grant.manage">,
  grant: Locked,
  endsAt: Date,
): Promise<void> {
  const member = await lockMember(db, actor.account.id, grant.membershipId);
  assertEndsLater(endsAt, now);
  if (grant.endsAt === null) throw conflict("This grant has no end, so there is nothing to extend.");
  if (endsAt <= grant.endsAt)
    throw invalid("An extension ends later than the grant does now.", {
      endsAt: "Choose a later date. To end it sooner, change the grant.",
    });
  if (!grant.wholeAccount && grant.groupNos.length === 0)
    throw conflict("The groups of this grant were deleted, so it reaches nothing. Give another one instead.");
  const role = await findRole(db, actor.account.id, grant.roleId);
  const scope = grant.wholeAccount ? ("all" as const) : grant.groupNos;
  await assertMayGive(db, actor, now, { permissions: role.permissions, scope, endsAt });
  await db
    .updateTable("role_grant")
    .set((eb) => ({
      ends_at: endsAt,
      end_set_at: now,
      extended_from: grant.endsAt && grant.endsAt > now ? grant.endsAt : now,
      version: eb("version", "+", 1),
    }))
    .where("account_id", "=", actor.account.id)
    .where("id", "=", grant.id)
    .execute();
  audit("grant.extended", {
    target: { kind: "member", id: member.id, label: member.name },
    grant: grant.id,
    before: sayGrant(grant),
    after: sayGrant({ ...grant, endsAt }),
  });
  await enqueue(
    "send-mail",
    grantExtendedMail(member, actor.account, { ...grant, before: grant.endsAt, endsAt, by: actor.label }),
  );
  publish({ topic: "access" });
  publish({ topic: "people" });
}
