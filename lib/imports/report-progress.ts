import "server-only";
import { conflict } from "@/lib/kernel/errors";
import { actAsSystem } from "@/lib/operation/act-as-system";

export const importEnded = () => conflict("This import has already ended.");

/**
 * Tells how far an import is, at most twice a second, in a transaction of its own, because the import's is not visible
 * before it commits. Throws conflict when the import was cancelled meanwhile.
 */
export function progressReporter(accountId: string, importId: string) {
  let told = 0;
  return async (status: "checking" | "importing", total: number, processed: number, now = false) => {
    if (!now && performance.now() - told < 500) return;
    told = performance.now();
    const row = await actAsSystem(accountId, "import.report", async ({ db, publish }) => {
      publish({ topic: "imports" });
      return db
        .updateTable("device_import")
        .set({ status, total, processed })
        .where("account_id", "=", accountId)
        .where("id", "=", importId)
        .where("status", "in", ["checking", "importing"])
        .returning("id")
        .executeTakeFirst();
    });
    if (!row) throw importEnded();
  };
}

/** Ends an import that cannot go on, with the reason that its page shows. */
export async function failImport(accountId: string, importId: string, reason: string): Promise<void> {
  await actAsSystem(accountId, "import.fail", async ({ db, publish }) => {
    await db
      .updateTable("device_import")
      .set({ status: "failed", reason, content: "", finished_at: new Date() })
      .where("account_id", "=", accountId)
      .where("id", "=", importId)
      .where("status", "in", ["checking", "importing"])
      .execute();
    publish({ topic: "imports" });
  });
}
