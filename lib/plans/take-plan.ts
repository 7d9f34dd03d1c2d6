import { z } from "zod";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { databaseSays, FOREIGN_KEY } from "@/lib/plans/database-says";
import { findAccount } from "@/lib/plans/find-account";
import { findPlan } from "@/lib/plans/find-plan";

/** Takes a plan from an account, once none of its devices has it. */
export const takePlan = command({
  name: "plan.take",
  permission: "provider.gateway.manage",
  input: z.object({ planId: z.uuid(), accountId: z.uuid() }),
  target: ({ planId }) => ({ kind: "plan", id: planId }),
  async run({ db, audit }, { planId, accountId }) {
    const { name } = await findPlan(db, planId);
    const account = await findAccount(db, accountId);
    const { numDeletedRows } = await db
      .deleteFrom("account_plan")
      .where("account", "=", account.id)
      .where("plan_id", "=", planId)
      .executeTakeFirst()
      .catch((error: unknown) => {
        if (databaseSays(error, FOREIGN_KEY))
          throw conflict(`Devices of ${account.name} use this plan. They need another one first.`);
        throw error;
      });
    if (!numDeletedRows) throw conflict(`${account.name} does not have this plan.`);
    audit("plan.taken", { target: { kind: "plan", id: planId, label: name }, account: account.name });
    return { id: planId, name, account: account.name };
  },
});
