import { sql } from "kysely";
import { z } from "zod";
import { sayProofs } from "@/lib/access/say-proofs";
import { Missing } from "@/lib/kernel/errors";
import { query } from "@/lib/operation/operation";
import { readBrowser, sayPlace } from "@/lib/places/public";

interface MemberSession {
  id: string;
  browser: string;
  place: string;
  address: string | null;
  how: string;
  createdAt: string;
  lastSeenAt: string;
}

/** Where a member is signed in at this moment and has used this account. Their sessions elsewhere are not told here. */
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
      country: string | null;
      user_agent: string | null;
      proofs: string[];
    }>`select id, created_at, last_seen_at, ip, country, user_agent, proofs from sessions_of_member(${member.id})`.execute(
      db,
    );
    return {
      sessions: rows.map((row) => ({
        id: row.id,
        browser: readBrowser(row.user_agent).words,
        place: sayPlace(row.country, row.ip),
        address: row.ip,
        how: sayProofs(row.proofs),
        createdAt: row.created_at.toISOString(),
        lastSeenAt: row.last_seen_at.toISOString(),
      })),
    };
  },
});
