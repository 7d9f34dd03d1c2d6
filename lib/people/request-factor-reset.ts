import { z } from "zod";
import { hashToken, newToken } from "@/lib/auth/public";
import { conflict, invalid } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/id";
import { factorResetAskedMail, factorResetMail } from "@/lib/mail/factor-reset";
import { command } from "@/lib/operation/operation";
import { assertStillHolds } from "@/lib/people/assert-still-holds";
import { findFactors } from "@/lib/people/find-factors";
import { lockAccess } from "@/lib/people/lock-access";
import { lockMember } from "@/lib/people/lock-member";
import { voidFactorResets } from "@/lib/people/void-factor-resets";

const VALID_FOR_MS = 24 * 3_600_000;

/**
 * Asks a member who lost everything to confirm, by mail and with the password, that their second factor is taken off.
 * Nothing changes until then, and whoever asks learns nothing that would let them in.
 */
export const requestFactorReset = command({
  name: "factor.request_reset",
  permission: "factor.reset",
  input: z.object({
    memberId: z.uuid(),
    reason: z
      .string()
      .trim()
      .min(1, "Say why: the person reads it before confirming.")
      .max(500, "At most 500 characters."),
  }),
  target: ({ memberId }) => ({ kind: "member", id: memberId }),
  async run({ db, actor, now, audit, enqueue, publish }, { memberId, reason }) {
    await lockAccess(db, actor.account.id);
    await assertStillHolds(db, actor, now, "factor.reset");
    const member = await lockMember(db, actor.account.id, memberId);
    if (member.id === actor.membershipId)
      throw invalid(
        "You cannot reset your own second factor. Use a recovery code, or ask another administrator.",
      );
    if (actor.prover !== "asked_before" && actor.prover.factors.length === 0)
      throw conflict(
        "Taking off somebody else's second factor needs one of your own. Set yours up under You, Security, first.",
      );
    const factors = await findFactors(db, member.id);
    if (!factors || factors.apps + factors.keys + factors.phones === 0)
      throw conflict(`${member.name} has no second factor, so there is nothing to reset.`);
    await voidFactorResets(db, actor.account.id, member.id, now);
    const id = newId();
    const token = newToken();
    const expiresAt = new Date(now.getTime() + VALID_FOR_MS);
    await db
      .insertInto("factor_reset")
      .values({
        id,
        membership_id: member.id,
        token_hash: hashToken("factor reset", token),
        reason,
        created_at: now,
        created_by: actor.membershipId,
        created_by_label: actor.label,
        expires_at: expiresAt,
      })
      .execute();
    const requester = { name: actor.label, email: actor.email };
    await enqueue(
      "send-mail",
      factorResetMail(member, requester, actor.account, { token, reason, expiresAt }),
    );
    await enqueue("send-mail", factorResetAskedMail(requester, member, actor.account, expiresAt));
    audit("factor.reset_requested", {
      target: { kind: "member", id: member.id, label: member.name },
      reason,
      until: expiresAt.toISOString(),
    });
    publish({ topic: "people" });
    return { id, expiresAt: expiresAt.toISOString() };
  },
});
