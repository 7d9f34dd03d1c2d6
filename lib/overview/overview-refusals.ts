import { sql } from "kysely";
import { z } from "zod";
import { query } from "@/lib/operation/operation";

const most = 100;

/** How many attempts were refused within a day, counted as far as a hundred. */
export const overviewRefusals = query({
  name: "overview.refusals",
  permission: "audit.view",
  input: z.object({}),
  async run({ db, actor, now }) {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from (
        select from audit_event where account_id = ${actor.account.id} and outcome <> 'done'
          and at > ${new Date(now.getTime() - 86_400_000)} limit ${most}
      ) newest
    `.execute(db);
    const count = rows[0]?.count ?? 0;
    return { count, orMore: count === most };
  },
});
