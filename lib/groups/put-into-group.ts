import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";
import { syncGroups } from "@/lib/groups/sync-groups";

export interface MovedDevice {
  id: string;
  label: string;
  /** its groups before and after together: whoever saw it, and whoever sees it now */
  groups: number[];
}

/**
 * Puts the devices among these that are in the transaction's scope into a group that is held. Says which were not
 * there, and which were in it already; both are left as they are.
 */
export async function putIntoGroup(
  db: AccountDb,
  accountId: string,
  groupNo: number,
  deviceIds: readonly string[],
): Promise<{ added: MovedDevice[]; alreadyIn: string[]; missing: string[] }> {
  const devices = await db
    .selectFrom("device")
    .where("account_id", "=", accountId)
    .where(sql<boolean>`id = any(${deviceIds}::uuid[])`)
    .orderBy("id")
    .select(["id", "label", "groups"])
    .forNoKeyUpdate()
    .execute();
  const added = await db
    .insertInto("device_group_member")
    .columns(["group_no", "device_id", "label_key"])
    .expression(
      db
        .selectFrom("device")
        .where("account_id", "=", accountId)
        .where(sql<boolean>`id = any(${devices.map((device) => device.id)}::uuid[])`)
        .orderBy("id")
        .select([sql<number>`${groupNo}::int`.as("group_no"), "id", sql<string>`label_key`.as("label_key")]),
    )
    .onConflict((on) => on.doNothing())
    .returning("device_id")
    .execute();
  const isAdded = new Set(added.map((row) => row.device_id));
  if (isAdded.size > 0) await syncGroups(db, [...isAdded], [groupNo]);
  const seen = new Set(devices.map((device) => device.id));
  return {
    added: devices
      .filter((device) => isAdded.has(device.id))
      .map((device) => ({ id: device.id, label: device.label, groups: [...device.groups, groupNo] })),
    alreadyIn: devices.filter((device) => !isAdded.has(device.id)).map((device) => device.id),
    missing: [...new Set(deviceIds)].filter((id) => !seen.has(id)),
  };
}
