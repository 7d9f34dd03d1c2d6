import { z } from "zod";
import { conflict, invalid, Refused } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { assertStillHolds, lockMember, reasonInput } from "@/lib/people/public";
import { mayStillSeeAs, neededToSeeAs } from "@/lib/seeing/may-see-as";

const MINUTES = 30;

/** Opens the account in this session as another member would see it: half an hour, read-only, and nothing beyond both. */
export const seeAs = command({
  name: "member.see_as",
  permission: "grant.manage",
  input: z.object({ memberId: z.uuid(), reason: reasonInput }),
  target: ({ memberId }) => ({ kind: "member", id: memberId }),
  async run({ db, actor, now, audit, publish }, { memberId, reason }) {
    if (!actor.sessionId) throw invalid("Only somebody who is signed in can look as somebody else.");
    await assertStillHolds(db, actor, now, "grant.manage");
    if (!mayStillSeeAs(actor))
      throw new Refused("To look as a member you need to see members, too.", neededToSeeAs.slice(1));
    const member = await lockMember(db, actor.account.id, memberId);
    if (member.id === actor.membershipId) throw conflict("This is you: you see the account as yourself.");
    const until = new Date(now.getTime() + MINUTES * 60_000);
    const seeing = { member_id: member.id, member_label: member.name, started_at: now, ends_at: until };
    await db
      .insertInto("seeing")
      .values({ session_id: actor.sessionId, seer_id: actor.membershipId, ...seeing })
      .onConflict((same) =>
        same.columns(["account_id", "session_id"]).doUpdateSet({ seer_id: actor.membershipId, ...seeing }),
      )
      .execute();
    audit("member.seen_as", {
      target: { kind: "member", id: member.id, label: member.name },
      ...(reason ? { reason } : {}),
      until: until.toISOString(),
    });
    publish({ topic: "access" });
    return { id: member.id, until: until.toISOString() };
  },
});
