import type { AccountDb } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { closeContainments, startContainments } from "@/lib/containment/start-containment";
import { newId } from "@/lib/kernel/id";

interface Device {
  id: string;
  state: string;
  isolated: boolean;
  last_heard_at: Date | null;
}

/**
 * After a device was released or resumed: ends its containment where nothing keeps it off the network any more. Where
 * something else still does, that goes on under its own name.
 */
export async function settleContainment(
  context: { db: AccountDb; actor: Member; now: Date },
  device: Device,
  reason: string,
): Promise<void> {
  const { db, actor, now } = context;
  const open = await db
    .selectFrom("containment")
    .where("account_id", "=", actor.account.id)
    .where("device_id", "=", device.id)
    .where("status", "not in", ["released", "superseded"])
    .select(["id", "cause", "reason"])
    .forUpdate()
    .executeTakeFirst();
  if (!open) return;
  const holds = device.isolated ? "isolated" : device.state === "suspended" ? "suspended" : null;
  if (
    open.cause === "terminated" ||
    open.cause === device.state ||
    (open.cause === "isolated" && device.isolated)
  )
    return;
  await closeContainments(context, [device.id], "released");
  await db
    .insertInto("containment_event")
    .values({
      id: newId(),
      containment_id: open.id,
      device_id: device.id,
      at: now,
      kind: "released",
      detail: JSON.stringify({ reason, by: actor.label }),
    })
    .execute();
  if (holds) await startContainments(context, [device], holds, open.reason);
}
