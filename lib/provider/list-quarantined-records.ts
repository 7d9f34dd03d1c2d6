import { sql } from "kysely";
import { query } from "@/lib/operation/operation";
import { cutPage, olderThan, PAGE, pageInput } from "@/lib/provider/page-by-time";

/** Records of the network that could not be used, newest first, each with the reason and what arrived. */
export const listQuarantinedRecords = query({
  name: "quarantined_record.list",
  permission: "provider.gateway.view",
  input: pageInput,
  async run({ db }, { after }) {
    const rows = await db
      .selectFrom("quarantined_record as q")
      .innerJoin("gateway as g", "g.id", "q.gateway_id")
      .where(olderThan(after, "q.received_at", "q.id"))
      .select([
        "q.id",
        "g.name as gateway",
        "q.received_at as receivedAt",
        "q.reason",
        sql<string>`left(q.record::text, 2000)`.as("record"),
        sql<string>`q.received_at::text`.as("exact"),
      ])
      .orderBy("q.received_at", "desc")
      .orderBy(sql`q.id::text`, "desc")
      .limit(PAGE + 1)
      .execute();
    return cutPage(
      rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() })),
      (row) => row.id,
    );
  },
});
