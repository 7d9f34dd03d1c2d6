import { z } from "zod";
import { csvLine } from "@/lib/kernel/csv";
import { Missing } from "@/lib/kernel/errors";
import { query } from "@/lib/operation/operation";

/** All that is wrong with a file, as a file. */
export const exportImportProblems = query({
  name: "import.export_problems",
  permission: "device.register",
  input: z.object({ importId: z.uuid() }),
  target: ({ importId }) => ({ kind: "import", id: importId }),
  async run({ db, actor }, { importId }) {
    const upload = await db
      .selectFrom("device_import")
      .where("account_id", "=", actor.account.id)
      .where("id", "=", importId)
      .select("file_name")
      .executeTakeFirst();
    if (!upload) throw new Missing("import", [importId]);
    const problems = await db
      .selectFrom("device_import_problem")
      .where("account_id", "=", actor.account.id)
      .where("import_id", "=", importId)
      .orderBy("position")
      .select(["line", "field", "value", "problem"])
      .execute();
    const lines = problems.map(({ line, field, value, problem }) => csvLine([line, field, value, problem]));
    return {
      name: `problems-${upload.file_name.replace(/\.[^.]*$/, "").slice(0, 60)}.csv`,
      type: "text/csv",
      content: [csvLine(["line", "column", "value", "problem"]), ...lines].join(""),
    };
  },
});
