import "server-only";
import type { AuthDb } from "@/db/auth";
import type { SqlExecutor } from "@/db/queue-executor";
import { recordAuthEvent } from "@/lib/auth/record-event";
import { keyRegressedMail } from "@/lib/mail/second-factor";
import { enqueueIn } from "@/lib/operation/enqueue";

/** A key that may have been copied was shown: the log and its owner are told. */
export async function tellRegressed(
  { db, executor }: { db: AuthDb; executor: SqlExecutor },
  user: { id: string; email: string; name: string },
  key: { id: string; name: string },
  address: string | null,
): Promise<void> {
  await recordAuthEvent(db, "factor.regressed", {
    outcome: "refused",
    user,
    address,
    detail: { kind: "key", name: key.name, factor: key.id },
  });
  await enqueueIn(executor)("send-mail", keyRegressedMail(user, key.name, { at: new Date(), address }));
}
