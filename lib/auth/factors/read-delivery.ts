import "server-only";
import { withAuthDb } from "@/db/auth";
import { assertEnrolling } from "@/lib/auth/factors/assert-stage";
import type { SignedIn } from "@/lib/auth/sessions/session";

/** How far this session's newest code is on its way: the carrier took it, refused it, or has not answered. Null: none is open. */
export type Delivery = "waiting" | "sent" | "failed" | null;

export async function readDelivery(me: SignedIn): Promise<Delivery> {
  assertEnrolling(me);
  const code = await withAuthDb((db) =>
    db
      .selectFrom("phone_code")
      .where("session_id", "=", me.sessionId)
      .where("expires_at", ">", new Date())
      .select(["sent_at", "failed_at"])
      .executeTakeFirst(),
  );
  if (!code) return null;
  if (code.failed_at) return "failed";
  return code.sent_at ? "sent" : "waiting";
}
