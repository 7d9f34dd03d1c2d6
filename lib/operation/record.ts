import "server-only";
import { type AccountDb, type PlatformDb, writeInScope, writePlatform } from "@/db/scoped";
import type { Actor, ProviderOperator } from "@/lib/access/actor";
import type { AuditAction, AuditDetail, AuditTarget } from "@/lib/audit/actions";
import { newId } from "@/lib/kernel/id";
import type { LiveChange } from "@/lib/live/change";
import type { Operation } from "@/lib/operation/operation";

interface Event {
  action: AuditAction;
  target: AuditTarget | undefined;
  detail: AuditDetail;
}

/** Gathers what a command says it did, to be written just before its transaction commits. */
export function collectEvents<Enqueue>(enqueue: Enqueue) {
  const events: Event[] = [];
  const changes: LiveChange[] = [];
  return {
    events,
    changes,
    effects: {
      audit(action: AuditAction, { target, ...detail }: { target?: AuditTarget } & AuditDetail) {
        events.push({ action, target, detail });
      },
      publish(change: LiveChange) {
        changes.push(change);
      },
      enqueue,
    },
  };
}

type Who = { userId: string | null; label: string; address: string | null };

const rowOf = (actor: Who, event: Event) => ({
  id: newId(),
  actor_id: actor.userId,
  actor_label: actor.label,
  action: event.action,
  outcome: event.action === "operation.refused" ? "refused" : "done",
  target_kind: event.target?.kind ?? null,
  target_id: event.target?.id ?? null,
  target_label: event.target?.label ?? null,
  address: actor.address,
  detail: JSON.stringify(event.detail),
});

export async function writeAccountEvents(
  db: AccountDb,
  actor: Who & { kind: "member" | "provider" | "system" },
  operation: string,
  events: Event[],
): Promise<void> {
  const rows = events.map((event) => ({ ...rowOf(actor, event), actor_kind: actor.kind, operation }));
  // a statement carries at most 65,535 values
  for (let start = 0; start < rows.length; start += 1_000)
    await db
      .insertInto("audit_event")
      .values(rows.slice(start, start + 1_000))
      .execute();
}

export async function writePlatformEvents(
  db: PlatformDb,
  actor: ProviderOperator,
  events: Event[],
): Promise<void> {
  await db
    .insertInto("platform_event")
    .values(events.map((event) => rowOf(actor, event)))
    .execute();
}

/** A refusal is recorded on its own, because the transaction it would belong to does not happen. */
export async function recordRefusal(
  actor: Exclude<Actor, { kind: "anonymous" }>,
  // biome-ignore lint/suspicious/noExplicitAny: an operation of whichever permission
  operation: Operation<any, any, any>,
  target: AuditTarget | undefined,
  detail: AuditDetail = {},
): Promise<void> {
  const event: Event = {
    action: "operation.refused",
    target: target ?? { kind: "operation", id: operation.name },
    detail: { operation: operation.name, permission: operation.permission, ...detail },
  };
  if (actor.kind === "member" || actor.kind === "outside_addresses") {
    // who looks as somebody else is refused under their own name
    const seer = actor.kind === "member" ? actor.seer : undefined;
    const who = seer ?? actor;
    if (seer) event.detail = { ...event.detail, lookedAs: actor.label };
    const scope = { accountId: actor.account.id, groups: "all", membershipId: who.membershipId } as const;
    await writeInScope(scope, (db) =>
      writeAccountEvents(db, { ...who, kind: "member" }, operation.name, [event]),
    );
  } else {
    await writePlatform(async (db) => {
      await db.insertInto("platform_event").values(rowOf(actor, event)).execute();
    });
  }
}
