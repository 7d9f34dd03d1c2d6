import { z } from "zod";
import { query } from "@/lib/operation/operation";

export interface Plan {
  id: string;
  name: string;
  framedPool: string | null;
  filterIds: string[];
  sessionTimeout: number | null;
  idleTimeout: number | null;
  interimInterval: number | null;
  version: number;
  /** that may use it */
  accounts: { id: string; name: string }[];
}

/** Every plan with the accounts that may use it, and every range with its account. */
export const listPlans = query({
  name: "plan.list",
  permission: "provider.gateway.view",
  input: z.object({}),
  async run({ db }) {
    const plans = await db
      .selectFrom("network_plan")
      .select([
        "id",
        "name",
        "framed_pool as framedPool",
        "filter_ids as filterIds",
        "session_timeout as sessionTimeout",
        "idle_timeout as idleTimeout",
        "interim_interval as interimInterval",
        "version",
      ])
      .orderBy("name")
      .limit(500)
      .execute();
    const given = await db
      .selectFrom("account_plan as g")
      .innerJoin("account as a", "a.id", "g.account")
      .select(["g.plan_id as planId", "a.id", "a.name"])
      .orderBy("a.name")
      .limit(5_000)
      .execute();
    const ranges = await db
      .selectFrom("account_address_range as r")
      .innerJoin("account as a", "a.id", "r.account")
      .select(["r.range", "a.id", "a.name"])
      .orderBy("r.range")
      .limit(5_000)
      .execute();
    /** to choose from where one is named */
    const accounts = await db
      .selectFrom("account")
      .select(["id", "name"])
      .orderBy("name")
      .limit(2_000)
      .execute();
    return {
      plans: plans.map(
        (plan): Plan => ({
          ...plan,
          accounts: given.filter(({ planId }) => planId === plan.id).map(({ id, name }) => ({ id, name })),
        }),
      ),
      ranges: ranges.map(({ range, id, name }) => ({ range, account: { id, name } })),
      accounts,
    };
  },
});
