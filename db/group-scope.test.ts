import fc from "fast-check";
import { sql } from "kysely";
import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readInScope, writeInScope } from "@/db/scoped";
import { makeAccount, makeDevice, makeGroup, makeMember, type TestAccount } from "@/db/testing/estate";
import { fillAccessRequest, fillBulkAction, fillDevice, fillDownload } from "@/db/testing/fill-every-table";
import { fillSeeing } from "@/db/testing/fill-seeing";
import { superuserClient } from "@/db/testing/superuser";
import type { Member } from "@/lib/access/actor";

type Row = Record<string, unknown>;
interface World {
  /** group numbers of each device */
  groupsOf: Map<string, number[]>;
  scope: number[];
  member: Member;
}

const sees = (world: World, device: unknown) =>
  world.groupsOf.get(String(device))?.some((group) => world.scope.includes(group)) ?? false;

/** What a group-limited actor may see of each table, in plain words of code: the model that the policies are held against. */
const visible: Record<string, (row: Row, world: World) => boolean> = {
  access_request: (row, { member }) => row.requested_by === member.membershipId,
  bulk_action: (row, { member }) => row.requested_by === member.membershipId,
  bulk_action_item: (row, world) => sees(world, row.device_id),
  containment: (row, world) => sees(world, row.device_id),
  containment_event: (row, world) => sees(world, row.device_id),
  credential_download: (row, { member }) => row.requested_by === member.membershipId,
  data_session: (row, world) => sees(world, row.device_id),
  device: (row, world) => sees(world, row.id),
  device_auth_failure: (row, world) => sees(world, row.device_id),
  device_credential: (row, world) => sees(world, row.device_id),
  device_group: (row, { scope }) => scope.includes(Number(row.group_no)),
  device_group_member: (row, { scope }) => scope.includes(Number(row.group_no)),
  device_state_change: (row, world) => sees(world, row.device_id),
  disconnect: (row, world) => sees(world, row.device_id),
  seeing: (row, { member }) => row.seer_id === member.membershipId,
  usage_hour: (row, world) => sees(world, row.device_id),
};

/** Of a table with secrets, the columns that are not. */
const columns = (table: string) =>
  table === "device_credential" ? "id, device_id, username, valid_from, revoked_at" : "*";

describe("a scope of some groups", () => {
  let superuser: Client;
  let account: TestAccount;
  let member: Member;
  const groupsOf = new Map<string, number[]>();
  const rows = new Map<string, Row[]>();

  beforeAll(async () => {
    superuser = await superuserClient();
    account = await makeAccount("many-groups");
    const other = await makeAccount("others");
    member = await makeMember(account, ["device.view"]);
    const colleague = await makeMember(account, ["device.view"]);
    const groups = [];
    for (let no = 1; no <= 12; no += 1) {
      groups.push(await makeGroup(account, `Group ${no}`)); // 1, 11 and 12 share digits
      await makeDevice(other, `theirs ${no}`, [await makeGroup(other, `Group ${no}`)]);
    }
    const picks = fc.sample(fc.uniqueArray(fc.constantFrom(...groups), { maxLength: 4 }), {
      numRuns: 40,
      seed: 7,
    });
    for (const [index, pick] of picks.entries()) {
      const device = await makeDevice(account, `meter ${index}`, pick);
      groupsOf.set(
        device,
        pick.map((group) => group.no),
      );
      await fillDevice(account, device);
    }
    await fillBulkAction(account, member, [...groupsOf.keys()].slice(0, 20));
    await fillBulkAction(account, colleague, [...groupsOf.keys()].slice(10));
    await fillSeeing(member, colleague);
    await fillSeeing(colleague, member);
    for (const asker of [member, colleague]) {
      await fillAccessRequest(account, asker.membershipId);
      await fillDownload(account, asker.membershipId);
    }
    for (const name of Object.keys(visible))
      rows.set(
        name,
        (await superuser.query(`select ${columns(name)} from ${name} where account_id = $1`, [account.id]))
          .rows,
      );
  });
  afterAll(() => superuser.end());

  it("is modelled here for every table that is granted to it", async () => {
    const { rows: granted } = await superuser.query<{ name: string }>(`
      select c.relname as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and has_any_column_privilege('cordon_web_groups', c.oid, 'select') order by 1`);
    expect(granted.map(({ name }) => name)).toEqual(Object.keys(visible).sort());
  });

  const seenIn = (scope: number[], table: string) =>
    readInScope({ accountId: account.id, groups: scope, membershipId: member.membershipId }, async (db) => {
      const result =
        await sql<Row>`select ${sql.raw(columns(table))} from ${sql.table(table)} where account_id = ${account.id}`.execute(
          db,
        );
      return result.rows;
    });

  it("shows exactly the devices of its groups, and of every table what hangs on them", async () => {
    const scopes = fc.uniqueArray(fc.integer({ min: 1, max: 14 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(scopes, async (scope) => {
        for (const [table, rule] of Object.entries(visible)) {
          const expected = (rows.get(table) ?? []).filter((row) => rule(row, { groupsOf, scope, member }));
          const key = (row: Row) => JSON.stringify(row);
          expect((await seenIn(scope, table)).map(key).sort(), `${table} in ${scope}`).toEqual(
            expected.map(key).sort(),
          );
        }
      }),
      { numRuns: 60, examples: [[[]], [[1]], [[11]], [[1, 2]], [[13, 14]]] },
    );
  }, 120_000);

  it("counts the same devices as it shows", async () => {
    for (const scope of [[], [1], [11, 12], [3, 1, 7, 13]]) {
      const shown = await seenIn(scope, "device");
      const counted = await readInScope({ accountId: account.id, groups: scope, membershipId: null }, (db) =>
        sql<{ n: number }>`select count_devices_in_scope() as n`.execute(db),
      );
      expect(counted.rows[0]?.n).toBe(shown.length);
    }
  });

  it("changes and removes nothing outside its groups", async () => {
    const outside = [...groupsOf].filter(([, groups]) => !groups.includes(5)).map(([id]) => id);
    await writeInScope(
      { accountId: account.id, groups: [5], membershipId: member.membershipId },
      async (db) => {
        const changed =
          await sql`update device set label = 'taken' where id = any(${outside}::uuid[])`.execute(db);
        const removed = await sql`delete from device_group_member where group_no <> 5`.execute(db);
        expect([changed.numAffectedRows, removed.numAffectedRows]).toEqual([0n, 0n]);
      },
    );
  });

  it("puts nothing into another group, pulls no unseen device into its own, and writes nothing about a device out of sight", async () => {
    const [device] = [...groupsOf].find(([, groups]) => !groups.includes(5)) ?? [];
    const attempt = (text: string) =>
      writeInScope({ accountId: account.id, groups: [5], membershipId: member.membershipId }, (db) =>
        sql.raw(text).execute(db as never),
      );
    for (const text of [
      `insert into device_group_member (group_no, device_id, label_key) values (6, '${device}', 'x')`,
      `insert into device_group_member (group_no, device_id, label_key) values (5, '${device}', 'x')`,
      `insert into device_state_change (id, device_id, to_state, actor_label) values (gen_random_uuid(), '${device}', 'active', 'x')`,
    ])
      await expect(attempt(text)).rejects.toMatchObject({ code: "42501" });
  });

  it("slips nothing into a colleague's work on many devices", async () => {
    const colleague = await makeMember(account, ["device.view"]);
    const [device = ""] = [...groupsOf].find(([, groups]) => groups.includes(5)) ?? [];
    const theirs = await fillBulkAction(account, colleague, []);
    const own = await fillBulkAction(account, member, []);
    const put = (work: string) =>
      writeInScope({ accountId: account.id, groups: [5], membershipId: member.membershipId }, (db) =>
        db
          .insertInto("bulk_action_item")
          .values({ bulk_action_id: work, position: 0, device_id: device, device_label: "x" })
          .execute(),
      );
    await expect(put(theirs)).rejects.toMatchObject({ code: "42501" });
    await put(own);
  });

  it("cannot become the scope of the whole account on its connection", async () => {
    await expect(
      writeInScope({ accountId: account.id, groups: [5], membershipId: null }, (db) =>
        sql`select app_scope(${account.id}, '*', null)`.execute(db as never),
      ),
    ).rejects.toThrow("cannot take the scope of a whole account");
  });
});
