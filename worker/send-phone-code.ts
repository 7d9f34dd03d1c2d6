import { withWorkerDb } from "@/db/jobs";
import { log } from "@/lib/kernel/log";
import type { TaskPayload } from "@/lib/kernel/tasks";
import { deliverCode } from "@/lib/phone/deliver-code";
import { phoneSettings } from "@/lib/phone/settings";

/**
 * Hands a one-time code to the phone service while it is worth anything, and notes for the page that waits for it whether
 * the service took it. The code was made before; here it is only carried, and nothing that is logged holds it.
 */
export async function sendPhoneCode(
  { codeId, ...code }: TaskPayload<"send-phone-code">,
  signal?: AbortSignal,
  lastTry = false,
): Promise<void> {
  const waiting = await withWorkerDb((db) =>
    db.selectFrom("phone_code").where("id", "=", codeId).select(["expires_at", "sent_at"]).executeTakeFirst(),
  );
  // replaced by a newer one, used, or handed over by a worker that did not live to say so
  if (!waiting || waiting.sent_at) return;
  if (waiting.expires_at.getTime() <= Date.now()) return note(codeId, "failed_at");
  const settings = phoneSettings();
  if (!settings) {
    log.error({ code_id: codeId }, "a code for a phone was asked for, and no phone service is configured");
    return note(codeId, "failed_at");
  }
  const delivery = await deliverCode(settings, code, signal);
  if (delivery.outcome === "accepted") return note(codeId, "sent_at");
  if (delivery.outcome === "refused" || lastTry) await note(codeId, "failed_at");
  if (delivery.outcome === "try_again") throw new Error(`A code was not sent: ${delivery.why}`);
  log.warn({ code_id: codeId, why: delivery.why }, "a code for a phone was refused");
}

const note = (codeId: string, what: "sent_at" | "failed_at"): Promise<void> =>
  withWorkerDb(async (db) => {
    await db
      .updateTable("phone_code")
      .set({ [what]: new Date() })
      .where("id", "=", codeId)
      .execute();
  });
