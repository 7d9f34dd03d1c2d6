import { figuresOf } from "@/lib/advice/find-advice";
import { keepHoldings } from "@/lib/advice/keep-holdings";
import { readFacts } from "@/lib/advice/read-facts";
import { actAsSystem } from "@/lib/operation/act-as-system";

/** How long uses and figures are kept. */
export const keptDays = 400;

/** What an account has to remember of today: who holds what since when, and its figures. What is too old goes. */
export function keepFigures(account: string, now = new Date()): Promise<void> {
  return actAsSystem(account, "advice.keep", async ({ db }) => {
    const facts = await readFacts(db, account, now);
    await keepHoldings(db, account, facts);
    const { members, elevatedHolders, withoutFactor, unusedPermissions } = figuresOf(facts);
    const figures = {
      members,
      elevated_holders: elevatedHolders,
      without_factor: withoutFactor,
      unused_permissions: unusedPermissions,
    };
    await db
      .insertInto("account_figure")
      .values({ day: dayOf(now), ...figures })
      .onConflict((conflict) => conflict.columns(["account_id", "day"]).doUpdateSet(figures))
      .execute();
    const oldest = new Date(now.getTime() - keptDays * 86_400_000);
    for (const table of ["permission_use", "account_figure"] as const)
      await db
        .deleteFrom(table)
        .where("account_id", "=", account)
        .where("day", "<", new Date(dayOf(oldest)))
        .execute();
    await db
      .deleteFrom("permission_last_use")
      .where("account_id", "=", account)
      .where("last_used_at", "<", oldest)
      .execute();
    await db
      .deleteFrom("advice_dismissal")
      .where("account_id", "=", account)
      .where("until", "<", oldest)
      .execute();
  });
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);
