import { z } from "zod";
import { importEnded } from "@/lib/imports/report-progress";
import { Missing } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";

/** Stops an import. What it registered so far is undone with it. */
export const cancelImport = command({
  name: "import.cancel",
  permission: "device.register",
  input: z.object({ importId: z.uuid() }),
  target: ({ importId }) => ({ kind: "import", id: importId }),
  async run({ db, actor, now, audit, publish }, { importId }) {
    const row = await db
      .selectFrom("device_import")
      .where("account_id", "=", actor.account.id)
      .where("id", "=", importId)
      .select("file_name")
      .executeTakeFirst();
    if (!row) throw new Missing("import", [importId]);
    const cancelled = await db
      .updateTable("device_import")
      .set({ status: "cancelled", content: "", finished_at: now })
      .where("account_id", "=", actor.account.id)
      .where("id", "=", importId)
      .where("status", "in", ["checking", "importing"])
      .returning("id")
      .executeTakeFirst();
    if (!cancelled) throw importEnded();
    audit("import.cancelled", { target: { kind: "import", id: importId, label: row.file_name } });
    publish({ topic: "imports" });
    return { id: importId };
  },
});
