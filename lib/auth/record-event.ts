import "server-only";
import type { AuthDb } from "@/db/auth";
import type { AuditAction } from "@/lib/audit/actions";
import { newId } from "@/lib/kernel/id";

/** Writes what happened at the door into the provider's log. A subject who is nobody here has no name there either. */
export async function recordAuthEvent(
  db: AuthDb,
  action: AuditAction,
  event: {
    outcome?: "done" | "refused" | "failed";
    user: { id: string; name: string } | null;
    address: string | null;
    detail?: Record<string, unknown>;
  },
): Promise<void> {
  await db
    .insertInto("platform_event")
    .values({
      id: newId(),
      actor_id: event.user?.id ?? null,
      actor_label: event.user?.name ?? "Somebody unknown",
      action,
      outcome: event.outcome ?? "done",
      address: event.address,
      detail: JSON.stringify(event.detail ?? {}),
    })
    .execute();
}
