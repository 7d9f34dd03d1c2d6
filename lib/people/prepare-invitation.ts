import { sql } from "kysely";
import { z } from "zod";
import { query } from "@/lib/operation/operation";

/** What whoever invites should know first: the companies people come from, and what the account asks of everybody's sign-in. */
export const prepareInvitation = query({
  name: "invitation.prepare",
  permission: "member.invite",
  input: z.object({}),
  async run({ db, actor, now }) {
    // which companies there are is read off the members
    const seen = actor.scopes.has("member.view");
    const { rows } = await sql<{ name: string }>`
      select max(company) as name from (
        select company from membership
        where account_id = ${actor.account.id} and removed_at is null and company is not null
        union all
        select company from invitation
        where account_id = ${actor.account.id} and accepted_at is null and revoked_at is null and company is not null
      ) each
      where ${seen} and company <> '' group by lower(company) order by count(*) desc, lower(max(company)) collate "C" limit 200
    `.execute(db);
    const policy = await db
      .selectFrom("account_policy")
      .where("account_id", "=", actor.account.id)
      .select(["second_factor", "grace_until"])
      .executeTakeFirst();
    const from = policy?.grace_until ?? null;
    return {
      companies: rows.map((row) => row.name).toSorted((one, other) => one.localeCompare(other, "en")),
      secondFactor: (policy?.second_factor ?? "elevated") as "nobody" | "elevated" | "everyone",
      secondFactorFrom: from && from > now ? from.toISOString() : null,
    };
  },
});
