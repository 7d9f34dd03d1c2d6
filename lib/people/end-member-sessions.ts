import { sql } from "kysely";
import { z } from "zod";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { lockMember } from "@/lib/people/lock-member";
import { reasonInput } from "@/lib/people/person-input";

/**
 * Signs a member out, with the next request: of one session, or of all that were used in this account. The person may
 * sign in again.
 */
export const endMemberSessions = command({
  name: "session.revoke",
  permission: "session.revoke",
  input: z.object({ memberId: z.uuid(), sessionId: z.uuid().optional(), reason: reasonInput }),
  target: ({ memberId }) => ({ kind: "member", id: memberId }),
  async run({ db, actor, audit, publish }, { memberId, sessionId, reason }) {
    const member = await lockMember(db, actor.account.id, memberId);
    const { rows } = await sql<{ ended: number }>`
      select end_sessions_of_member(${member.id}, ${sessionId ?? null}::uuid, 'ended by an administrator') as ended
    `.execute(db);
    const ended = rows[0]?.ended ?? 0;
    // somebody else's session, and one of another account, get the same answer
    if (sessionId && ended === 0) throw conflict("This session is over already.");
    audit("session.ended", {
      target: { kind: "member", id: member.id, label: member.name },
      ...(reason ? { reason } : {}),
      count: ended,
    });
    publish({ topic: "access" });
    publish({ topic: "people" });
    return { ended };
  },
});
