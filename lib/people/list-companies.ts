import { sql } from "kysely";
import { z } from "zod";
import { query } from "@/lib/operation/operation";

/** The companies people come from, with how many of each are members or invited. */
export const listCompanies = query({
  name: "company.list",
  permission: "member.remove",
  input: z.object({ search: z.string().trim().toLowerCase().max(120).default("") }),
  async run({ db, actor }, { search }) {
    const { rows } = await sql<{ name: string; people: number; invited: number }>`
      select max(company) as name, count(*) filter (where is_member)::int as people,
        count(*) filter (where not is_member)::int as invited
      from (
        select company, true as is_member from membership
        where account_id = ${actor.account.id} and removed_at is null and company is not null
        union all
        select company, false from invitation
        where account_id = ${actor.account.id} and accepted_at is null and revoked_at is null and company is not null
      ) each
      where company <> '' ${search ? sql`and strpos(lower(company), ${search}) > 0` : sql``}
      group by lower(company) order by lower(max(company)) collate "C" limit 201
    `.execute(db);
    return { companies: rows.slice(0, 200), more: rows.length > 200 };
  },
});
