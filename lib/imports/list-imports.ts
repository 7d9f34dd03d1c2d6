import { z } from "zod";
import { query } from "@/lib/operation/operation";

/** The account's latest imports. */
export const listImports = query({
  name: "import.list",
  permission: "device.register",
  input: z.object({ limit: z.coerce.number().int().min(1).max(50).default(10) }),
  async run({ db, actor }, { limit }) {
    const rows = await db
      .selectFrom("device_import")
      .where("account_id", "=", actor.account.id)
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(limit)
      .select(["id", "file_name", "requested_by_label", "status", "total", "problem_count", "created_at"])
      .execute();
    return rows.map((row) => ({
      id: row.id,
      fileName: row.file_name,
      requestedBy: row.requested_by_label,
      status: row.status as "checking" | "rejected" | "importing" | "done" | "cancelled" | "failed",
      total: row.total,
      problemCount: row.problem_count,
      createdAt: row.created_at.toISOString(),
    }));
  },
});

export type RecentImport = Awaited<ReturnType<typeof listImports.run>>[number];
