import { sql } from "kysely";
import { z } from "zod";
import { selectGateways, shownGateway } from "@/lib/nas/public";
import { query } from "@/lib/operation/operation";

/** What speaks for the network, and when each was last heard. Their tokens are not to be read by anybody. */
export const listGateways = query({
  name: "gateway.list",
  permission: "provider.gateway.view",
  input: z.object({}),
  async run({ db, now }) {
    const rows = await selectGateways(db).orderBy("g.name").limit(500).execute();
    const counted = await db
      .selectFrom("nas")
      .select(["gateway_id as id", sql<number>`count(*)::int`.as("nases")])
      .groupBy("gateway_id")
      .execute();
    const nases = new Map(counted.map((each) => [each.id, each.nases]));
    return rows.map((row) => ({ ...shownGateway(row, now), nases: nases.get(row.id) ?? 0 }));
  },
});
