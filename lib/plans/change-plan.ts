import { z } from "zod";
import { conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { databaseSays, UNIQUE } from "@/lib/plans/database-says";
import { findPlan } from "@/lib/plans/find-plan";
import { planColumns, planInput } from "@/lib/plans/plan-input";

/** Changes what a plan's devices are given when they next sign on. */
export const changePlan = command({
  name: "plan.change",
  permission: "provider.gateway.manage",
  input: z.object({ planId: z.uuid(), version: z.int(), ...planInput }),
  target: ({ planId, name }) => ({ kind: "plan", id: planId, label: name }),
  async run({ db, audit }, { planId, version, ...input }) {
    const { version: _version, ...before } = await findPlan(db, planId);
    const columns = planColumns(input);
    const changed = await db
      .updateTable("network_plan")
      .set({ ...columns, version: version + 1 })
      .where("id", "=", planId)
      .where("version", "=", version)
      .executeTakeFirst()
      .catch((error: unknown) => {
        if (databaseSays(error, UNIQUE))
          throw conflict("The plan was not changed.", { name: "There is a plan of this name already." });
        throw error;
      });
    if (!changed.numUpdatedRows)
      throw conflict("Somebody else changed this plan meanwhile. Look at it again.");
    audit("plan.changed", {
      target: { kind: "plan", id: planId, label: columns.name },
      before,
      after: columns,
    });
    return { id: planId, name: columns.name };
  },
});
