import type { PlatformDb } from "@/db/scoped";
import { CordonError } from "@/lib/kernel/errors";

/** The account as a record names it; throws where there is none. */
export async function findAccount(db: PlatformDb, id: string) {
  const account = await db
    .selectFrom("account")
    .select(["id", "name"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (!account) throw new CordonError("not_found", "There is no such account.");
  return account;
}
