import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";

/** Brings devices' own group numbers and groups' counts in line with the memberships that this transaction changed. */
export async function syncGroups(
  db: AccountDb,
  deviceIds: readonly string[],
  groupNos: readonly number[],
): Promise<void> {
  await sql`select sync_device_groups(${deviceIds}::uuid[], ${groupNos}::int[])`.execute(db);
}
