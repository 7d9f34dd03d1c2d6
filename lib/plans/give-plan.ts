import { z } from "zod";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { findAccount } from "@/lib/plans/find-account";
import { findPlan } from "@/lib/plans/find-plan";

/** Lets an account use a plan for its devices. */
export const givePlan = command({
  name: "plan.give",
  permission: "provider.gateway.manage",
  input: z.object({ planId: z.uuid(), accountId: z.uuid() }),
  target: ({ planId }) => ({ kind: "plan", id: planId }),
  async run({ db, audit }, { planId, accountId }) {
    const { name } = await findPlan(db, planId);
    const account = await findAccount(db, accountId);
    const { numInsertedOrUpdatedRows } = await db
      .insertInto("account_plan")
      .values({ account: account.id, plan_id: planId })
      .onConflict((clash) => clash.columns(["account", "plan_id"]).doNothing())
      .executeTakeFirstOrThrow();
    if (!numInsertedOrUpdatedRows)
      throw conflict("Nothing was changed.", { accountId: `${account.name} has this plan already.` });
    audit("plan.given", { target: { kind: "plan", id: planId, label: name }, account: account.name });
    return { id: planId, name, account: account.name };
  },
});
