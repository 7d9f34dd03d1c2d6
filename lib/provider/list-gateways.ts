import { z } from "zod";
import { query } from "@/lib/operation/operation";

/** What speaks for the network, and when each was last heard. Their tokens are not to be read by anybody. */
export const listGateways = query({
  name: "gateway.list",
  permission: "provider.gateway.view",
  input: z.object({}),
  async run({ db }) {
    const rows = await db
      .selectFrom("gateway")
      .select(["id", "name", "created_at as createdAt", "last_heard_at as lastHeardAt", "records"])
      .orderBy("name")
      .limit(500)
      .execute();
    return rows.map((row) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      lastHeardAt: row.lastHeardAt?.toISOString() ?? null,
    }));
  },
});
