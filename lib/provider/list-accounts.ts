import { sql } from "kysely";
import { query } from "@/lib/operation/operation";
import { cutPage, olderThan, PAGE, pageInput } from "@/lib/provider/page-by-time";

/** The customers, newest first: their names and nothing of what is theirs. */
export const listAccounts = query({
  name: "account.list",
  permission: "provider.account.view",
  input: pageInput,
  async run({ db }, { after }) {
    const rows = await db
      .selectFrom("account")
      .where(olderThan(after, "created_at", "id"))
      .select(["id", "slug", "name", "created_at as createdAt", sql<string>`created_at::text`.as("exact")])
      .orderBy("created_at", "desc")
      .orderBy(sql`id::text`, "desc")
      .limit(PAGE + 1)
      .execute();
    return cutPage(
      rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
      (row) => row.id,
    );
  },
});
