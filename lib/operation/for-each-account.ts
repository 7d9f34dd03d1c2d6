import "server-only";
import { readPlatform } from "@/db/scoped";
import { log } from "@/lib/kernel/log";

/** The worker's rounds: one account after the other, and none left out because of another's failure. */
export async function forEachAccount(
  what: string,
  work: (accountId: string) => Promise<void>,
): Promise<void> {
  const accounts = await readPlatform((db) => db.selectFrom("account").select("id").orderBy("id").execute());
  for (const { id } of accounts)
    await work(id).catch((err) => log.error({ err, account: id }, `${what} failed for an account`));
}
