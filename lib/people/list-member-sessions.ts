import { sql } from "kysely";
import { z } from "zod";
import { Missing } from "@/lib/kernel/errors";
import { query } from "@/lib/operation/operation";

interface MemberSession {
  id: string;
  createdAt: string;
  lastSeenAt: string;
  address: string | null;
  userAgent: string | null;
}

/** Where a member is signed in at this moment. */
export const listMemberSessions = query({
  name: "member.sessions",
  permission: "session.revoke",
  input: z.object({ memberId: z.uuid() }),
  target: ({ memberId }) => ({ kind: "member", id: memberId }),
  async run({ db, actor }, { memberId }): Promise<{ sessions: MemberSession[] }> {
    const member = await db
      .selectFrom("membership")
      .where("account_id", "=", actor.account.id)
      .where("id", "=", memberId)
      .select("id")
      .executeTakeFirst();
    if (!member) throw new Missing("member", [memberId]);
    const { rows } = await sql<{
      id: string;
      created_at: Date;
      last_seen_at: Date;
      ip: string | null;
      user_agent: string | null;
    }>`select id, created_at, last_seen_at, ip, user_agent from sessions_of_member(${member.id})`.execute(db);
    return {
      sessions: rows.map((row) => ({
        id: row.id,
        createdAt: row.created_at.toISOString(),
        lastSeenAt: row.last_seen_at.toISOString(),
        address: row.ip,
        userAgent: row.user_agent,
      })),
    };
  },
});
