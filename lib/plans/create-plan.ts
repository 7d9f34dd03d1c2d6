import { z } from "zod";
import { conflict } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/id";
import { command } from "@/lib/operation/operation";
import { planColumns, planInput } from "@/lib/plans/plan-input";

/** Makes a plan. No account has it until it is given. */
export const createPlan = command({
  name: "plan.create",
  permission: "provider.gateway.manage",
  input: z.object(planInput),
  target: ({ name }) => ({ kind: "plan", id: name, label: name }),
  async run({ db, audit }, input) {
    const id = newId();
    const columns = planColumns(input);
    const { numInsertedOrUpdatedRows } = await db
      .insertInto("network_plan")
      .values({ id, ...columns })
      .onConflict((clash) => clash.column("name").doNothing())
      .executeTakeFirstOrThrow();
    if (!numInsertedOrUpdatedRows)
      throw conflict("The plan was not made.", { name: "There is a plan of this name already." });
    audit("plan.created", { target: { kind: "plan", id, label: columns.name }, after: columns });
    return { id, name: columns.name };
  },
});
