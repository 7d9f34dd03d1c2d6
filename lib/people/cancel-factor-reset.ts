import { z } from "zod";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { assertStillHolds } from "@/lib/people/assert-still-holds";
import { lockAccess } from "@/lib/people/lock-access";
import { lockMember } from "@/lib/people/lock-member";
import { voidFactorResets } from "@/lib/people/void-factor-resets";

/** Takes back a reset that waits for the member's confirmation, whoever asked for it: its link stops working at once. */
export const cancelFactorReset = command({
  name: "factor.cancel_reset",
  permission: "factor.reset",
  input: z.object({ memberId: z.uuid() }),
  target: ({ memberId }) => ({ kind: "member", id: memberId }),
  async run({ db, actor, now, audit, publish }, { memberId }) {
    await lockAccess(db, actor.account.id);
    await assertStillHolds(db, actor, now, "factor.reset");
    const member = await lockMember(db, actor.account.id, memberId);
    if ((await voidFactorResets(db, actor.account.id, member.id, now)) === 0)
      throw conflict("No reset waits for a confirmation any more.");
    audit("factor.reset_cancelled", { target: { kind: "member", id: member.id, label: member.name } });
    publish({ topic: "people" });
    return { id: member.id };
  },
});
