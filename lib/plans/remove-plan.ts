import { z } from "zod";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { databaseSays, FOREIGN_KEY } from "@/lib/plans/database-says";
import { findPlan } from "@/lib/plans/find-plan";

/** Removes a plan that no account has. */
export const removePlan = command({
  name: "plan.remove",
  permission: "provider.gateway.manage",
  input: z.object({ planId: z.uuid() }),
  target: ({ planId }) => ({ kind: "plan", id: planId }),
  async run({ db, audit }, { planId }) {
    const { version: _version, ...before } = await findPlan(db, planId);
    await db
      .deleteFrom("network_plan")
      .where("id", "=", planId)
      .execute()
      .catch((error: unknown) => {
        if (databaseSays(error, FOREIGN_KEY))
          throw conflict("Accounts have this plan. Take it from each of them first.");
        throw error;
      });
    audit("plan.removed", { target: { kind: "plan", id: planId, label: before.name }, before });
    return { id: planId, name: before.name };
  },
});
