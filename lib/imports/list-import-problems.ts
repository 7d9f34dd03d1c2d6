import { z } from "zod";
import { Missing } from "@/lib/kernel/errors";
import { query } from "@/lib/operation/operation";

/** What is wrong with a file, line by line. */
export const listImportProblems = query({
  name: "import.list_problems",
  permission: "device.register",
  input: z.object({
    importId: z.uuid(),
    after: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  target: ({ importId }) => ({ kind: "import", id: importId }),
  async run({ db, actor }, { importId, after, limit }) {
    const upload = await db
      .selectFrom("device_import")
      .where("account_id", "=", actor.account.id)
      .where("id", "=", importId)
      .select("problem_count")
      .executeTakeFirst();
    if (!upload) throw new Missing("import", [importId]);
    const problems = await db
      .selectFrom("device_import_problem")
      .where("account_id", "=", actor.account.id)
      .where("import_id", "=", importId)
      .where("position", ">", after)
      .orderBy("position")
      .limit(limit)
      .select(["position", "line", "field", "value", "problem"])
      .execute();
    const last = problems.at(-1)?.position ?? after;
    return {
      problems,
      total: upload.problem_count,
      from: after,
      // positions have no gaps
      next: problems.length === limit && last < upload.problem_count ? last : null,
      previous: after > 0 ? Math.max(0, after - limit) : null,
    };
  },
});

export type ImportProblems = Awaited<ReturnType<typeof listImportProblems.run>>;
