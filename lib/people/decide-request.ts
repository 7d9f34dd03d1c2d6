import { accessDecidedMail } from "@/lib/mail/access-request";
import type { CommandContext } from "@/lib/operation/operation";
import type { AccessRequest } from "@/lib/people/read-request";
import { sayRequest } from "@/lib/people/say-request";

/** Writes down what was decided, and tells the asker. */
export async function decideRequest(
  { db, actor, now, audit, enqueue, publish }: CommandContext<"grant.manage">,
  request: AccessRequest,
  decision: { outcome: "granted" | "refused"; answer: string; given: string | null },
): Promise<void> {
  await db
    .updateTable("access_request")
    .set({
      decided_at: now,
      outcome: decision.outcome,
      decided_by: actor.membershipId,
      decided_by_label: actor.label,
      answer: decision.answer || null,
    })
    .where("account_id", "=", actor.account.id)
    .where("id", "=", request.id)
    .execute();
  audit(decision.outcome === "granted" ? "access.request_granted" : "access.request_refused", {
    target: { kind: "access_request", id: request.id, label: request.asker.name },
    ...(decision.answer ? { reason: decision.answer } : {}),
    member: request.asker.id,
    after: { asked: sayRequest(request), given: decision.given },
  });
  await enqueue(
    "send-mail",
    accessDecidedMail(request.asker, actor.account, {
      ...decision,
      what: sayRequest(request),
      by: actor.label,
    }),
  );
  publish({ topic: "access" });
  publish({ topic: "people" });
}
