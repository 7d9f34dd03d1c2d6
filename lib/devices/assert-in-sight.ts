import type { AccountReader } from "@/db/scoped";
import { Missing } from "@/lib/kernel/errors";

/** Throws Missing when the device is not in the operation's scope. */
export async function assertInSight(db: AccountReader, accountId: string, deviceId: string): Promise<void> {
  const device = await db
    .selectFrom("device")
    .where("account_id", "=", accountId)
    .where("id", "=", deviceId)
    .select("id")
    .executeTakeFirst();
  if (!device) throw new Missing("device", [deviceId]);
}
