import type { Kysely } from "kysely";
import type { AccountDb, AccountReader, PlatformDb } from "@/db/scoped";
import type { AccountTables } from "@/db/tables";

declare const unscoped: Kysely<AccountTables>;
declare const reader: AccountReader;
declare const writer: AccountDb;
declare const platform: PlatformDb;
declare const readsDevices: (db: AccountReader) => void;
declare const writesDevices: (db: AccountDb) => void;
const [id, accountId] = ["", ""];

// What is meant to compile, so that what follows fails for its own reason.
readsDevices(reader);
writesDevices(writer);
reader.selectFrom("device").where("account_id", "=", accountId).select("label");
writer.updateTable("device").set({ label: "" }).where("account_id", "=", accountId);
writer.insertInto("device").values({ id, kind: "cellular", label: "" });
platform.selectFrom("account").select("slug");

// An unscoped connection where a scope is due, and a scope made by hand.
readsDevices(unscoped); // TS2345
writesDevices(unscoped); // TS2345
readsDevices(platform); // TS2345
writesDevices(platform); // TS2345
export const bySpread: AccountDb = Object.assign(Object.create(null) as object, unscoped); // TS2322
export const byPieces: AccountReader = { selectFrom: unscoped.selectFrom.bind(unscoped) }; // TS2322

// The platform's connection names no account's table, nor what only signing in may read.
platform.selectFrom("device"); // TS2345
platform.selectFrom(["account", "device"]); // TS2322
platform.selectFrom("account").innerJoin("membership", "account.id", "membership.account_id"); // TS2345
platform.insertInto("audit_event"); // TS2345
platform.updateTable("role_grant"); // TS2345
platform.deleteFrom("device_group_member"); // TS2345
platform.with("all", (db) => db.selectFrom("device").select("id")); // TS2345
platform.selectFrom("user_password"); // TS2345
platform.selectFrom("session"); // TS2345

// A reader does not write, also not on a detour.
writesDevices(reader); // TS2345
reader.insertInto("device"); // TS2339
reader.updateTable("device"); // TS2339
reader.deleteFrom("device"); // TS2551
reader.mergeInto("device"); // TS2339
reader.with("gone", (db) => db.deleteFrom("device").returning("id")); // TS2339
reader.withRecursive("gone", (db) => db.deleteFrom("device").returning("id")); // TS2339

// account_id is read, never set and never moved.
writer.insertInto("device").values({ account_id: accountId, id, kind: "cellular", label: "" }); // TS2353
writer.updateTable("device").set({ account_id: accountId }); // TS2322
writer.updateTable("device").set("account_id", accountId); // TS2345
writer.updateTable("device").set((eb) => ({ account_id: eb.ref("device.account_id") })); // TS2345
writer
  .insertInto("role")
  .values({ id, name: "" })
  .onConflict((on) => on.doUpdateSet({ account_id: accountId })); // TS2353
writer.with("moved", (db) => db.updateTable("device").set({ account_id: accountId })).selectFrom("device"); // TS2322

// A scope cannot be left for another connection, transaction or schema.
writer.transaction(); // TS2339
writer.connection(); // TS2339
writer.withSchema("pgboss"); // TS2339
writer.schema.dropTable("device"); // TS2339
