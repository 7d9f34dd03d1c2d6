import type { ImportProblem } from "@/lib/imports/check-rows";
import { importEnded } from "@/lib/imports/report-progress";
import type { CommandContext } from "@/lib/operation/operation";

/** So many are kept to be read; the rest is counted. */
const mostProblems = 100_000;
const perStatement = 5_000;

interface End {
  importId: string;
  fileName: string;
  total?: number;
  /** the file as a whole is of no use */
  reason?: string;
  problems?: ImportProblem[];
}

/** Closes an import as taken whole or as rejected, with what is wrong. Throws conflict when it was cancelled meanwhile. */
export async function endImport(
  { db, actor, now, audit, publish }: CommandContext<"device.register">,
  { importId, fileName, total = 0, reason, problems = [] }: End,
) {
  const rejected = reason !== undefined || problems.length > 0;
  const status = rejected ? ("rejected" as const) : ("done" as const);
  const kept = problems.toSorted((one, other) => one.line - other.line).slice(0, mostProblems);
  for (let start = 0; start < kept.length; start += perStatement)
    await db
      .insertInto("device_import_problem")
      .values(
        kept
          .slice(start, start + perStatement)
          .map((problem, index) => ({ import_id: importId, position: start + index + 1, ...problem })),
      )
      .execute();
  const row = await db
    .updateTable("device_import")
    .set({
      status,
      total,
      processed: total,
      content: "",
      reason: reason ?? null,
      problem_count: problems.length,
      finished_at: now,
    })
    .where("account_id", "=", actor.account.id)
    .where("id", "=", importId)
    .where("status", "in", ["checking", "importing"])
    .returning("id")
    .executeTakeFirst();
  if (!row) throw importEnded();
  if (rejected)
    audit("import.rejected", {
      target: { kind: "import", id: importId, label: fileName },
      count: problems.length,
      ...(reason && { reason }),
    });
  publish({ topic: "imports" });
  return { id: importId, status };
}
