import type { AccountDb } from "@/db/scoped";
import { Missing } from "@/lib/kernel/errors";

/** The device, held until this transaction ends. Throws Missing when it is not in the operation's scope. */
export async function lockDevice(db: AccountDb, accountId: string, deviceId: string) {
  const device = await db
    .selectFrom("device")
    .where("account_id", "=", accountId)
    .where("id", "=", deviceId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst();
  if (!device) throw new Missing("device", [deviceId]);
  return device;
}
