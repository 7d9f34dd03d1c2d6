import "server-only";
import type { Kysely } from "kysely";
import type { ReadonlyKysely } from "kysely/readonly";
import { escapeLiteral } from "pg";
import { transact } from "@/db/connection";
import { pool } from "@/db/pools";
import { executorOf, type SqlExecutor } from "@/db/queue-executor";
import type { AccountTables, PlatformTables } from "@/db/tables";

declare const inScope: unique symbol;

type Reading = "selectFrom" | "fn" | "dynamic" | "getExecutor";
type Writing = Reading | "insertInto" | "updateTable" | "deleteFrom" | "with";

/** Reads within the scope of one transaction. Only this file makes one. */
export type AccountReader = Pick<
  ReadonlyKysely<AccountTables>,
  Exclude<Reading, "getExecutor"> & keyof ReadonlyKysely<AccountTables>
> &
  Pick<Kysely<AccountTables>, "getExecutor"> & { readonly [inScope]: "account" };

/** Reads and writes within the scope of one transaction. */
export type AccountDb = Pick<Kysely<AccountTables>, Writing> & { readonly [inScope]: "account" };

/** Reads and writes beside the accounts; it cannot name an account's table. */
export type PlatformDb = Pick<Kysely<PlatformTables>, Writing> & { readonly [inScope]: "platform" };

/** Where in an account a transaction may look: all of it, or the devices of some groups. */
export interface TransactionScope {
  accountId: string;
  groups: "all" | readonly number[];
  membershipId: string | null;
}

function opening(scope: TransactionScope, access: "read only" | "read write"): string {
  const groups =
    scope.groups === "all" ? "*" : `,${scope.groups.map((group) => Math.trunc(group)).join(",")},`;
  const member = scope.membershipId === null ? "null" : escapeLiteral(scope.membershipId);
  return `begin ${access}; select app_scope(${escapeLiteral(scope.accountId)}, ${escapeLiteral(groups)}, ${member})`;
}

const poolFor = (scope: TransactionScope) =>
  pool(scope.groups === "all" ? "cordon_web" : "cordon_web_groups");

export function readInScope<Result>(
  scope: TransactionScope,
  work: (db: AccountReader) => Promise<Result>,
): Promise<Result> {
  return transact<AccountTables, Result>(
    poolFor(scope),
    opening(scope, "read only"),
    (db) => work(db as unknown as AccountReader),
    { readOnly: true },
  );
}

export function writeInScope<Result>(
  scope: TransactionScope,
  work: (db: AccountDb, executor: SqlExecutor) => Promise<Result>,
): Promise<Result> {
  return transact<AccountTables, Result>(poolFor(scope), opening(scope, "read write"), (db, client) =>
    work(db as unknown as AccountDb, executorOf(client)),
  );
}

export function readPlatform<Result>(work: (db: PlatformDb) => Promise<Result>): Promise<Result> {
  return transact<PlatformTables, Result>(pool("cordon_web"), "begin read only", (db) =>
    work(db as unknown as PlatformDb),
  );
}

/** enter opens a new account's own tables in the same transaction, with no device in sight: to give it its first roles. */
export function writePlatform<Result>(
  work: (
    db: PlatformDb,
    executor: SqlExecutor,
    enter: (accountId: string) => Promise<AccountDb>,
  ) => Promise<Result>,
): Promise<Result> {
  return transact<PlatformTables, Result>(pool("cordon_web"), "begin read write", (db, client) =>
    work(db as unknown as PlatformDb, executorOf(client), async (accountId) => {
      await client.query("select app_scope($1, ',,', null)", [accountId]);
      return db as unknown as AccountDb;
    }),
  );
}
