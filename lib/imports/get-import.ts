import { z } from "zod";
import { Missing } from "@/lib/kernel/errors";
import { query } from "@/lib/operation/operation";

/** How far an import is, and how it ended. */
export const getImport = query({
  name: "import.get",
  permission: "device.register",
  input: z.object({ importId: z.uuid() }),
  target: ({ importId }) => ({ kind: "import", id: importId }),
  async run({ db, actor }, { importId }) {
    const row = await db
      .selectFrom("device_import")
      .where("account_id", "=", actor.account.id)
      .where("id", "=", importId)
      .select([
        "id",
        "file_name",
        "requested_by_label",
        "status",
        "total",
        "processed",
        "problem_count",
        "reason",
        "created_at",
        "finished_at",
      ])
      .executeTakeFirst();
    if (!row) throw new Missing("import", [importId]);
    return {
      id: row.id,
      fileName: row.file_name,
      requestedBy: row.requested_by_label,
      status: row.status as "checking" | "rejected" | "importing" | "done" | "cancelled" | "failed",
      total: row.total,
      processed: row.processed,
      problemCount: row.problem_count,
      reason: row.reason,
      createdAt: row.created_at.toISOString(),
      finishedAt: row.finished_at?.toISOString() ?? null,
    };
  },
});

export type DeviceImport = Awaited<ReturnType<typeof getImport.run>>;
