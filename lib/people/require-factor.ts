import { z } from "zod";
import { conflict, invalid } from "@/lib/kernel/errors";
import { type CommandContext, command } from "@/lib/operation/operation";
import { assertStillHolds } from "@/lib/people/assert-still-holds";
import { lockAccess } from "@/lib/people/lock-access";
import { lockMember } from "@/lib/people/lock-member";
import { reasonInput } from "@/lib/people/person-input";

const input = z.object({ memberId: z.uuid(), reason: reasonInput });
const target = ({ memberId }: z.output<typeof input>) => ({ kind: "member" as const, id: memberId });

/** Requires a second factor of one member, whatever the policy asks of others. It binds open sessions with their next request. */
export const requireFactor = command({
  name: "factor.require",
  permission: "member.invite",
  input,
  target,
  async run(context, { memberId, reason }) {
    const { db, actor, now, audit } = context;
    await lockAccess(db, actor.account.id);
    await assertStillHolds(db, actor, now, "member.invite");
    const member = await lockMember(db, actor.account.id, memberId);
    await setRequired(context, member, true);
    audit("member.factor_required", {
      target: { kind: "member", id: member.id, label: member.name },
      ...(reason ? { reason } : {}),
    });
    return { id: member.id };
  },
});

/** Takes that off again, so that only the account's policy asks. Nobody takes it off themselves. */
export const releaseFactor = command({
  name: "factor.release",
  permission: "grant.manage",
  input,
  target,
  async run(context, { memberId, reason }) {
    const { db, actor, now, audit } = context;
    await lockAccess(db, actor.account.id);
    await assertStillHolds(db, actor, now, "grant.manage");
    const member = await lockMember(db, actor.account.id, memberId);
    if (member.id === actor.membershipId)
      throw invalid(
        "You cannot take this requirement off yourself. Ask another administrator of your account.",
      );
    await setRequired(context, member, false);
    audit("member.factor_released", {
      target: { kind: "member", id: member.id, label: member.name },
      ...(reason ? { reason } : {}),
    });
    return { id: member.id };
  },
});

async function setRequired(
  { db, actor, publish }: Pick<CommandContext<"grant.manage">, "db" | "actor" | "publish">,
  member: { id: string; name: string },
  required: boolean,
): Promise<void> {
  const changed = await db
    .updateTable("membership")
    .set({ second_factor_required: required })
    .where("account_id", "=", actor.account.id)
    .where("id", "=", member.id)
    .where("second_factor_required", "=", !required)
    .returning("id")
    .executeTakeFirst();
  if (!changed)
    throw conflict(
      required
        ? `A second factor is required of ${member.name} already.`
        : `No second factor is required of ${member.name} alone any more.`,
    );
  publish({ topic: "access" });
  publish({ topic: "people" });
}
