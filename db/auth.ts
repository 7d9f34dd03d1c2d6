import "server-only";
import type { Kysely } from "kysely";
import { transact } from "@/db/connection";
import { pool } from "@/db/pools";
import { executorOf, type SqlExecutor } from "@/db/queue-executor";
import { type AccountDb, type AccountReader, readInScope, writeInScope } from "@/db/scoped";
import type { AuthTables } from "@/db/tables";

export type AuthDb = Kysely<AuthTables>;

/** The door of signing in, before anybody is somebody: passwords and sessions, and no account's tables. For lib/auth only. */
export function withAuthDb<Result>(
  work: (db: AuthDb, executor: SqlExecutor) => Promise<Result>,
): Promise<Result> {
  return transact<AuthTables, Result>(pool("cordon_auth"), "begin", (db, client) =>
    work(db, executorOf(client)),
  );
}

const wholeAccount = (accountId: string) => ({ accountId, groups: "all", membershipId: null }) as const;

/** Reads the account that an invitation's link names, for somebody who is not in it yet. */
export const readInvitingAccount = <Result>(
  accountId: string,
  work: (db: AccountReader) => Promise<Result>,
): Promise<Result> => readInScope(wholeAccount(accountId), work);

/** Writes what accepting an invitation, or a person's own new name, means for an account. */
export const writeOwnMembership = <Result>(
  accountId: string,
  work: (db: AccountDb) => Promise<Result>,
): Promise<Result> => writeInScope(wholeAccount(accountId), work);
