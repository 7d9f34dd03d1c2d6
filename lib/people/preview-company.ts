import { sql } from "kysely";
import { z } from "zod";
import { query } from "@/lib/operation/operation";
import { findCompany } from "@/lib/people/find-company";
import { readGrants } from "@/lib/people/read-grants";

export const companyInput = z.string().trim().min(1, "Name the company.").max(120, "At most 120 characters.");

/** Who would leave with a company, and what of theirs would end: looked at before it is done. */
export const previewCompany = query({
  name: "company.preview_removal",
  permission: "member.remove",
  input: z.object({ company: companyInput }),
  async run({ db, actor, now }, { company }) {
    const found = await findCompany(db, actor.account.id, company);
    const ids = found.people.map(({ id }) => id);
    const grants = await readGrants(db, actor, ids, now);
    const { rows } = await sql<{ id: string; sessions: number; invitations: number }>`
      select m.id, (select count(*)::int from sessions_of_member(m.id)) as sessions,
        (select count(*)::int from invitation i where i.account_id = ${actor.account.id} and i.created_by = m.id
          and i.accepted_at is null and i.revoked_at is null) as invitations
      from membership m where m.account_id = ${actor.account.id} and m.id = any(${ids}::uuid[])
    `.execute(db);
    const counts = new Map(rows.map((row) => [row.id, row]));
    return {
      company: found.name,
      people: found.people.map(({ id, name, email, lastSeenAt }) => ({
        id,
        name,
        email,
        lastSeenAt: lastSeenAt?.toISOString() ?? null,
        isYou: id === actor.membershipId,
        grants: (grants.get(id) ?? []).filter(({ status }) => status === "live" || status === "upcoming"),
        sessions: counts.get(id)?.sessions ?? 0,
        invitationsSent: counts.get(id)?.invitations ?? 0,
      })),
      invitations: found.invitations,
    };
  },
});
