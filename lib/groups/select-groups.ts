import { sql } from "kysely";
import { z } from "zod";
import type { AccountReader } from "@/db/scoped";
import type { Scope } from "@/lib/access/scope";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";

export const groupListInput = z.object({
  search: z.string().trim().max(80).optional(),
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

// which way, from which name, and how many groups stand before the page
const position = z.tuple([z.enum(["after", "before"]), z.string(), z.int().min(0)]);

/** One page of the groups in the transaction's scope, by name. Names are unique in an account, so a name is a place. */
export async function selectGroups(
  db: AccountReader,
  account: string,
  scope: Scope,
  { search, cursor, limit }: z.output<typeof groupListInput>,
  filled: "by hand" | "either way" = "either way",
) {
  const [way, name, before] = cursor ? decodeCursor(cursor, position) : (["after", null, 0] as const);
  const matching = db
    .selectFrom("device_group")
    .where("account_id", "=", account)
    .$if(scope !== "all", (query) => query.where(sql<boolean>`group_no = any(${scope}::int[])`))
    .$if(filled === "by hand", (query) => query.where("rule", "is", null))
    .$if(Boolean(search), (query) => query.where(sql<boolean>`strpos(name_key, lower(${search})) > 0`));
  const rows = await matching
    .$if(name !== null, (query) => query.where("name_key", way === "after" ? ">" : "<", name ?? ""))
    .orderBy("name_key", way === "after" ? "asc" : "desc")
    .limit(limit + 1)
    .select(["id", "name", "description", "name_key", "device_count", "created_at", "rule_words"])
    .execute();
  const { total } = await matching
    .select((eb) => eb.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();

  const more = rows.length > limit;
  const page = rows.slice(0, limit);
  if (way === "before") page.reverse();
  const from = way === "after" ? before : Math.max(0, before - page.length);
  const [first, last] = [page[0], page.at(-1)];
  const hasNext = way === "after" ? more : true;
  const hasPrevious = way === "after" ? name !== null : more;
  return {
    groups: page.map((row) => ({
      id: row.id,
      name: row.name,
      description: row.description,
      deviceCount: row.device_count,
      createdAt: row.created_at.toISOString(),
      /** what fills it, in words; null: people do, by hand */
      ruleWords: row.rule_words,
    })),
    from,
    total,
    next: hasNext && last ? encodeCursor(["after", last.name_key ?? "", from + page.length]) : null,
    previous: hasPrevious && first ? encodeCursor(["before", first.name_key ?? "", from]) : null,
  };
}

export type GroupPage = Awaited<ReturnType<typeof selectGroups>>;
