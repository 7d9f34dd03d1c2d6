import { z } from "zod";
import { ownMembership } from "@/lib/access/permissions";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";

/** Ends looking as somebody else in this session. Performed as the seer, who needs neither a permission nor a proof for it. */
export const stopSeeing = command({
  name: "member.stop_seeing",
  permission: ownMembership,
  input: z.object({}),
  async run({ db, actor, audit, publish }) {
    const stopped = await db
      .deleteFrom("seeing")
      .where("account_id", "=", actor.account.id)
      .where("session_id", "=", actor.sessionId ?? null)
      .where("seer_id", "=", actor.membershipId)
      .returning(["member_id", "member_label"])
      .executeTakeFirst();
    if (!stopped) throw conflict("You are not looking as somebody else.");
    audit("member.seen_as_ended", {
      target: { kind: "member", id: stopped.member_id, label: stopped.member_label },
    });
    publish({ topic: "access" });
    return { memberId: stopped.member_id };
  },
});
