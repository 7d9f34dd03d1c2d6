import { sql } from "kysely";
import type { AccountReader } from "@/db/scoped";

/** Looking at each of so many devices takes some tens of milliseconds. Of more, the next that fits is soon found from outside. */
export const fewDevices = 10_000;

/** Whether these groups hold at most so many devices together, by their kept counts. */
export async function hold(
  db: AccountReader,
  accountId: string,
  groups: readonly number[],
  atMost: number,
): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    select coalesce(sum(device_count), 0)::int as count from device_group
    where account_id = ${accountId} and group_no = any(${groups}::int[])`.execute(db);
  return (rows[0]?.count ?? 0) <= atMost;
}
