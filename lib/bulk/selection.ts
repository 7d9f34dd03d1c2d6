import { sql } from "kysely";
import { z } from "zod";
import type { AccountReader } from "@/db/scoped";
import type { Scope } from "@/lib/access/scope";
import { deviceFilters, narrow, rangesOf } from "@/lib/devices/public";

/** Devices one by one, or all that match what a list was filtered by. */
export const deviceSelection = z.union([
  z.object({
    deviceIds: z.array(z.uuid()).min(1).max(10_000, "At most 10,000 devices can be chosen one by one."),
  }),
  z.object({ matching: deviceFilters }),
]);

export type DeviceSelection = z.output<typeof deviceSelection>;

/** The selected devices as far as they are in the transaction's scope, which is that of the operation itself. */
export async function selectedDevices(
  db: AccountReader,
  accountId: string,
  scope: Scope,
  selection: DeviceSelection,
) {
  const devices = db.selectFrom("device as d").where("d.account_id", "=", accountId);
  if ("deviceIds" in selection)
    return devices.where(sql<boolean>`d.id = any(${selection.deviceIds}::uuid[])`);
  const { facets, groups, search } = await narrow(db, accountId, scope, selection.matching);
  return devices
    .$if(groups !== null, (query) =>
      query.where(
        sql<boolean>`d.id in (select m.device_id from device_group_member m
          where m.account_id = ${accountId} and m.group_no = any(${groups}::int[]))`,
      ),
    )
    .$if(facets !== null, (query) =>
      query
        .where(sql<boolean>`d.state = any(${facets?.states}::text[])`)
        .where(sql<boolean>`d.kind = any(${facets?.kinds}::text[])`)
        .where(sql<boolean>`d.online = any(${facets?.online}::boolean[])`),
    )
    .$if(search !== null, (query) =>
      query.where((eb) =>
        eb.or(
          rangesOf(search ?? "").map(
            ({ column, from, to }) =>
              sql<boolean>`(${sql.ref(column)} >= ${from} and ${sql.ref(column)} < ${to})`,
          ),
        ),
      ),
    );
}
