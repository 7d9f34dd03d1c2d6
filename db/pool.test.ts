import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { readInScope, readPlatform, type TransactionScope, writeInScope } from "@/db/scoped";
import { makeAccount, makeDevice, makeGroup, type TestAccount } from "@/db/testing/estate";

interface Tenant {
  account: TestAccount;
  whole: TransactionScope;
  limited: TransactionScope;
}

class Thrown extends Error {}

/** A connection goes from account to account within milliseconds; whatever ends a transaction, nothing of its scope may stay. */
describe("connections shared by accounts", () => {
  const tenants: Tenant[] = [];
  beforeAll(async () => {
    for (let index = 0; index < 8; index += 1) {
      const account = await makeAccount(`tenant-${index}`);
      const [near, far] = [await makeGroup(account, "Near"), await makeGroup(account, "Far")];
      // account n has n devices in sight of its group and one more
      for (let serial = 0; serial < index; serial += 1) await makeDevice(account, `near ${serial}`, [near]);
      await makeDevice(account, "far", [far]);
      const scope = { accountId: account.id, membershipId: null };
      tenants.push({ account, whole: { ...scope, groups: "all" }, limited: { ...scope, groups: [near.no] } });
    }
  });

  const ways = ["read", "write", "throw", "wrong", "refused", "platform", "killed"] as const;

  async function once(turn: number): Promise<{ foreign: number; miscounted: number }> {
    const index = (turn * 7) % tenants.length;
    const tenant = tenants[index] as Tenant;
    const limited = turn % 3 === 0;
    const way = ways[turn % 97 === 0 ? 6 : turn % 6] as (typeof ways)[number];
    const scope = limited ? tenant.limited : tenant.whole;
    let [foreign, miscounted] = [0, 0];
    const open = way === "write" ? writeInScope : readInScope;
    if (way === "platform") {
      const seen = readPlatform((db) => sql`select id from device`.execute(db));
      await expect(seen).rejects.toMatchObject({ code: expect.stringMatching(/^(42704|22P02)$/) });
      return { foreign, miscounted };
    }
    await open(scope, async (db) => {
      const look = async () => {
        const { rows } = await sql<{ account_id: string }>`select account_id from device`.execute(
          db as never,
        );
        foreign += rows.filter((row) => row.account_id !== tenant.account.id).length;
        if (rows.length !== (limited ? index : index + 1)) miscounted += 1;
      };
      await look();
      await new Promise((resolve) => setTimeout(resolve, turn % 4));
      if (way === "throw") throw new Thrown();
      if (way === "wrong") await sql`select 1 / 0`.execute(db as never);
      if (way === "refused") await sql`truncate device`.execute(db as never);
      if (way === "killed") await sql`select pg_terminate_backend(pg_backend_pid())`.execute(db as never);
      await look();
    }).catch((error) => {
      const expected = error instanceof Thrown || ["22012", "42501", "57P01", "25006"].includes(error.code);
      if (!expected) throw error;
    });
    return { foreign, miscounted };
  }

  it("show no row of another account in thousands of interleaved transactions, however each ends", async () => {
    let turn = 0;
    const total = { foreign: 0, miscounted: 0, done: 0 };
    const runner = async () => {
      while (turn < 6_000) {
        const { foreign, miscounted } = await once(turn++);
        total.foreign += foreign;
        total.miscounted += miscounted;
        total.done += 1;
      }
    };
    await Promise.all(Array.from({ length: 40 }, runner));
    expect(total).toEqual({ foreign: 0, miscounted: 0, done: 6_000 });
  }, 120_000);
});
