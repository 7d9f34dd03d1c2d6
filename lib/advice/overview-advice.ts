import { sql } from "kysely";
import { z } from "zod";
import { windowDays } from "@/lib/advice/facts";
import { figuresOf } from "@/lib/advice/find-advice";
import { readFacts } from "@/lib/advice/read-facts";
import { query } from "@/lib/operation/operation";

interface Day {
  day: string;
  elevatedHolders: number;
  withoutFactor: number;
  unusedPermissions: number;
}

/** Three numbers of least privilege as they are now, and what they were on each day of the window. */
export const overviewAdvice = query({
  name: "overview.advice",
  permission: "member.view",
  input: z.object({}),
  async run({ db, actor, now }) {
    const account = actor.account.id;
    const facts = await readFacts(db, account, now);
    const { rows } = await sql<Day>`
      select day, elevated_holders as "elevatedHolders", without_factor as "withoutFactor",
        unused_permissions as "unusedPermissions"
      from account_figure where account_id = ${account} and day > ${facts.from}::timestamptz::date order by day
    `.execute(db);
    const figures = figuresOf(facts);
    const today = now.toISOString().slice(0, 10);
    const { members: _, ...newest } = figures;
    return {
      days: windowDays,
      figures,
      trend: [...rows.filter(({ day }) => day < today), { day: today, ...newest }],
    };
  },
});
