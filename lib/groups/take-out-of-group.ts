import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";
import type { MovedDevice } from "@/lib/groups/put-into-group";
import { syncGroups } from "@/lib/groups/sync-groups";

/**
 * Takes the devices among these that are in the transaction's scope out of a group that is held. Devices are locked before
 * memberships and in their order, as everywhere.
 */
export async function takeOutOfGroup(
  db: AccountDb,
  accountId: string,
  groupNo: number,
  deviceIds: readonly string[],
): Promise<{ removed: MovedDevice[]; notIn: string[]; missing: string[] }> {
  const devices = await db
    .selectFrom("device")
    .where("account_id", "=", accountId)
    .where(sql<boolean>`id = any(${deviceIds}::uuid[])`)
    .orderBy("id")
    .select(["id", "label", "groups"])
    .forNoKeyUpdate()
    .execute();
  const seen = new Set(devices.map((device) => device.id));
  const removed = await db
    .deleteFrom("device_group_member")
    .where("account_id", "=", accountId)
    .where("group_no", "=", groupNo)
    .where(sql<boolean>`device_id = any(${[...seen]}::uuid[])`)
    .returning("device_id")
    .execute();
  const isRemoved = new Set(removed.map((row) => row.device_id));
  if (isRemoved.size > 0) await syncGroups(db, [...isRemoved], [groupNo]);
  return {
    removed: devices.filter((device) => isRemoved.has(device.id)),
    notIn: devices.filter((device) => !isRemoved.has(device.id)).map((device) => device.id),
    missing: [...new Set(deviceIds)].filter((id) => !seen.has(id)),
  };
}
