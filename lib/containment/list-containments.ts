import { sql } from "kysely";
import { z } from "zod";
import type { AccountReader } from "@/db/scoped";
import type { Scope } from "@/lib/access/scope";
import { type ContainmentStatus, containmentStatuses } from "@/lib/containment/containment";
import { summarize } from "@/lib/containment/read-containments";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { query } from "@/lib/operation/operation";

/** What was kept off the network, the newest first, with how many there are of each status. */
export const listContainments = query({
  name: "containment.list",
  permission: "device.view",
  input: z.object({
    status: z.enum(containmentStatuses).optional(),
    bulkActionId: z.uuid().optional(),
    /** the beginning of a device's label */
    search: z.string().trim().max(80).default(""),
    cursor: z.string().max(500).default(""),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  async run({ db, actor, scope }, { status, bulkActionId, search, cursor, limit }) {
    const after = cursor === "" ? null : decodeCursor(cursor, z.tuple([z.uuid()]))[0];
    const asked = containments(db, actor.account.id, scope, bulkActionId, search.toLowerCase());
    const rows = await asked
      .$if(status !== undefined, (of) => of.where("c.status", "=", status ?? ""))
      // what is over is read where it is asked for
      .$if(status === undefined && bulkActionId === undefined, (of) =>
        of.where("c.status", "not in", ["released", "superseded"]),
      )
      .$if(after !== null, (of) => of.where("c.id", "<", after ?? ""))
      .orderBy("c.id", "desc")
      .limit(limit + 1)
      .selectAll("c")
      .select("d.label")
      .execute();
    const counted = await asked
      .$if(bulkActionId === undefined, (of) => of.where("c.status", "not in", ["released", "superseded"]))
      .groupBy("c.status")
      .select(["c.status", sql<number>`count(*)::int`.as("devices")])
      .execute();
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      rows: page.map(summarize),
      counts: Object.fromEntries(counted.map((row) => [row.status, row.devices])) as Partial<
        Record<ContainmentStatus, number>
      >,
      next: rows.length > limit && last ? encodeCursor([last.id]) : null,
    };
  },
});

function containments(
  db: AccountReader,
  accountId: string,
  scope: Scope,
  bulkActionId: string | undefined,
  search: string,
) {
  return db
    .selectFrom("containment as c")
    .innerJoin("device as d", (join) =>
      join.on("d.account_id", "=", accountId).onRef("d.id", "=", "c.device_id"),
    )
    .where("c.account_id", "=", accountId)
    .$if(bulkActionId !== undefined, (of) => of.where("c.bulk_action_id", "=", bulkActionId ?? null))
    .$if(search !== "", (of) =>
      of.where(sql<boolean>`d.label_key >= ${search} and d.label_key < ${`${search}\u{10ffff}`}`),
    )
    .$if(scope !== "all", (of) =>
      of.where(
        sql<boolean>`c.device_id in (select m.device_id from device_group_member m
          where m.account_id = ${accountId} and m.group_no = any(${scope as readonly number[]}::int[]))`,
      ),
    );
}

export type ContainmentPage = Awaited<ReturnType<typeof listContainments.run>>;
