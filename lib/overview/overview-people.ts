import { sql } from "kysely";
import { z } from "zod";
import { query } from "@/lib/operation/operation";

const week = 7 * 86_400_000;

/** Whose access ends within a week, and which invitations wait or have run out. */
export const overviewPeople = query({
  name: "overview.people",
  permission: "member.view",
  input: z.object({}),
  async run({ db, actor, now }) {
    const account = actor.account.id;
    const ending = await sql<{ memberId: string; name: string; role: string; endsAt: Date }>`
      select m.id as "memberId", m.name, r.name as role, g.ends_at as "endsAt"
      from role_grant g
      join membership m on m.account_id = ${account} and m.id = g.membership_id and m.removed_at is null
      join role r on r.account_id = ${account} and r.id = g.role_id
      where g.account_id = ${account} and g.revoked_at is null
        and g.ends_at > ${now} and g.ends_at <= ${new Date(now.getTime() + week)}
      order by g.ends_at, g.id limit 5
    `.execute(db);
    const invitations = await sql<{ open: number; expired: number }>`
      select count(*) filter (where expires_at > ${now}) as open, count(*) filter (where expires_at <= ${now}) as expired
      from invitation where account_id = ${account} and accepted_at is null and revoked_at is null
    `.execute(db);
    return {
      ending: ending.rows.map((row) => ({ ...row, endsAt: row.endsAt.toISOString() })),
      invitations: invitations.rows[0] ?? { open: 0, expired: 0 },
    };
  },
});
