import { beforeAll, describe, expect, it } from "vitest";
import {
  asSuperuser,
  makeAccount,
  makeDevice,
  makeGroup,
  makeMember,
  type TestAccount,
} from "@/db/testing/estate";
import type { Member } from "@/lib/access/actor";
import { cancelImport } from "@/lib/imports/cancel-import";
import { exportImportProblems } from "@/lib/imports/export-import-problems";
import { getImport } from "@/lib/imports/get-import";
import { getImportTemplate } from "@/lib/imports/get-import-template";
import { listImportProblems } from "@/lib/imports/list-import-problems";
import { startImport } from "@/lib/imports/start-import";
import { perform } from "@/lib/operation/perform";
import { importDevicesTask } from "@/worker/import-devices";

let account: TestAccount;
let actor: Member;

beforeAll(async () => {
  account = await makeAccount("importing");
  actor = await makeMember(account, ["device.view", "device.register", "group.assign"]);
  await makeGroup(account, "Pumps");
  await makeGroup(account, "Harbour");
});

const heading = "kind,label,iccid,imsi,msisdn,imei,eid,dev_eui,join_eui,note,groups";
const luhn = (digits: string) => {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]) * (place % 2 === 0 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return `${digits}${(10 - (sum % 10)) % 10}`;
};
const iccid = (serial: number) => luhn(`898830399${String(serial).padStart(9, "0")}`);
const imsi = (serial: number) => `90129${String(serial).padStart(10, "0")}`;
const cellular = (serial: number, rest = ",,,,,,,") =>
  `cellular,meter ${serial},${iccid(serial)},${imsi(serial)}${rest}`;

async function run(content: string, as = actor, of = account) {
  const { id } = await perform(as, startImport, { fileName: "devices.csv", content });
  await importDevicesTask({ accountId: of.id, userId: as.userId, importId: id });
  return perform(as, getImport, { importId: id });
}

const problemsOf = async (importId: string) =>
  (await perform(actor, listImportProblems, { importId })).problems.map(
    ({ line, field, problem }) => `${line} ${field}: ${problem}`,
  );

const devicesIn = async (of: TestAccount) =>
  (
    await asSuperuser<{ n: number }>("select count(*)::int as n from device where account_id = $1", [of.id])
  )[0]?.n;

describe("importing devices", () => {
  it("registers every row, in stock, in its groups, with the file forgotten", async () => {
    const done = await run(
      [
        heading,
        cellular(1, ",,,,,,,Pumps|harbour"),
        "LoRaWAN,gauge,,,,,,70B3-D57E-D000-00AB,,by the gate,",
      ].join("\n"),
    );
    expect(done).toMatchObject({ status: "done", total: 2, processed: 2, problemCount: 0 });
    const rows = await asSuperuser(
      `select d.label, d.kind, d.state, d.dev_eui, cardinality(d.groups) as groups,
              (select count(*)::int from device_group_member m where m.device_id = d.id and m.label_key = d.label_key) as members,
              (select to_state from device_state_change c where c.device_id = d.id) as history
       from device d where account_id = $1 order by label`,
      [account.id],
    );
    expect(rows).toEqual([
      {
        label: "gauge",
        kind: "lorawan",
        state: "in_stock",
        dev_eui: "70b3d57ed00000ab",
        groups: 0,
        members: 0,
        history: "in_stock",
      },
      {
        label: "meter 1",
        kind: "cellular",
        state: "in_stock",
        dev_eui: null,
        groups: 2,
        members: 2,
        history: "in_stock",
      },
    ]);
    const [groups] = await asSuperuser(
      "select sum(device_count)::int as n from device_group where account_id = $1",
      [account.id],
    );
    expect(groups).toEqual({ n: 2 });
    const [kept] = await asSuperuser("select content from device_import where id = $1", [done.id]);
    expect(kept).toEqual({ content: "" });
  });

  it("takes its own template", async () => {
    const own = await makeAccount("importing-template");
    const sender = await makeMember(own, ["device.register"]);
    const template = await perform(sender, getImportTemplate, {});
    expect(await run(template.content, sender, own)).toMatchObject({ status: "done", total: 3 });
  });

  it("reads what spreadsheets write: semicolons, quotation marks, a byte order mark, capitals", async () => {
    const done = await run(
      `\ufeffKind;Label;ICCID;Dev EUI;Note\r\nCellular;"Pump; ""north"", 2";${iccid(20)};;"two\r\nlines"\r\n;;;;\r\n`,
    );
    expect(done).toMatchObject({ status: "done", total: 1 });
    const [row] = await asSuperuser("select label, note from device where iccid = $1", [iccid(20)]);
    expect(row).toEqual({ label: 'Pump; "north", 2', note: "two\r\nlines" });
  });

  it("registers nothing when a single row is wrong, and says of each what", async () => {
    await makeDevice(account, "has it already");
    const [taken] = await asSuperuser<{ imsi: string }>(
      "select imsi from device where label = 'has it already'",
    );
    const before = await devicesIn(account);
    const result = await run(
      [
        heading,
        cellular(30),
        `cellular,other,${iccid(31)},${imsi(30)},,,,,,,`,
        `cellular,third,${iccid(32)},${taken?.imsi},,,,,,,`,
        `cellular,,8988303000000000000,,,,,,,,Elsewhere`,
        `toaster,fifth,${iccid(33)},,,,,,,,`,
        cellular(34, ",,,,,,,Nowhere"),
        "cellular,short",
      ].join("\n"),
    );
    expect(result).toMatchObject({ status: "rejected", total: 7, problemCount: 8 });
    expect(await problemsOf(result.id)).toEqual([
      expect.stringMatching(/^3 imsi: Line 2 has the same IMSI/),
      expect.stringMatching(/^4 imsi: A device of this account has this IMSI already/),
      expect.stringMatching(/^5 label: /),
      expect.stringMatching(/^5 iccid: /),
      expect.stringMatching(/^5 groups: There is no group called Elsewhere/),
      expect.stringMatching(/^6 kind: /),
      expect.stringMatching(/^7 groups: There is no group called Nowhere/),
      expect.stringMatching(/^8 : This line has 2 values/),
    ]);
    expect(await devicesIn(account)).toBe(before);
  });

  it("does not mind, nor mention, that another account has the same identifiers", async () => {
    const elsewhere = await makeAccount("importing-elsewhere");
    const theirs = await makeMember(elsewhere, ["device.register"]);
    const content = [heading, cellular(40)].join("\n");
    expect(await run(content)).toMatchObject({ status: "done" });
    expect(await run(content, theirs, elsewhere)).toMatchObject({ status: "done" });
    expect(await run(content)).toMatchObject({ status: "rejected" });
  });

  it.each([
    ["", "The file is empty."],
    ["kind,label,iccid", "no devices"],
    ["name,iccid\nx,1", "Missing: kind, label"],
    ["kind,label,colour\ncellular,a,red", "not known: colour"],
    ["kind,label,label\ncellular,a,b", "is there twice"],
    ['kind,label\ncellular,"a\ncellular,b', "quotation mark"],
  ])("says why %j cannot be read", async (content, why) => {
    const result = await run(content);
    expect(result).toMatchObject({ status: "rejected", reason: expect.stringContaining(why) });
  });

  it("cannot put devices into groups where its sender may not", async () => {
    for (const [sight, problem] of [
      [["group.view"], "You may not put devices into this group."],
      [[], "There is no group called Pumps."],
    ] as const) {
      const register = await makeMember(account, ["device.register", ...sight]);
      const { id, status } = await run([heading, cellular(50, ",,,,,,,Pumps")].join("\n"), register);
      expect(status).toBe("rejected");
      expect(await problemsOf(id)).toEqual([expect.stringContaining(problem)]);
    }
  });

  it("is not for somebody without the permission, nor for one limited to groups", async () => {
    const group = await makeGroup(account, "Limited");
    for (const scope of ["all", [group.no]] as const) {
      const other = await makeMember(account, ["device.view", "device.edit", "group.assign"], scope);
      await expect(
        perform(other, startImport, { fileName: "x.csv", content: heading }),
      ).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  it("fails, and registers nothing, when its sender was removed or lost the permission meanwhile", async () => {
    const content = [heading, cellular(60)].join("\n");
    for (const [table, column, how] of [
      ["membership", "id", "removed_at"],
      ["role_grant", "membership_id", "revoked_at"],
    ]) {
      const sender = await makeMember(account, ["device.register"]);
      const { id } = await perform(sender, startImport, { fileName: "x.csv", content });
      await asSuperuser(`update ${table} set ${how} = now() where ${column} = $1`, [sender.membershipId]);
      await importDevicesTask({ accountId: account.id, userId: sender.userId, importId: id });
      expect(await perform(actor, getImport, { importId: id })).toMatchObject({
        status: "failed",
        reason: expect.any(String),
      });
    }
    const rows = await asSuperuser("select id from device where iccid = $1", [iccid(60)]);
    expect(rows).toEqual([]);
  });

  it("leaves nothing behind when it is cancelled in the middle", { timeout: 60_000 }, async () => {
    const before = await devicesIn(account);
    const content = [heading, ...Array.from({ length: 20_000 }, (_, index) => cellular(100_000 + index))];
    const { id } = await perform(actor, startImport, { fileName: "big.csv", content: content.join("\n") });
    const running = importDevicesTask({ accountId: account.id, userId: actor.userId, importId: id });
    await expect
      .poll(async () => (await perform(actor, getImport, { importId: id })).status, {
        interval: 20,
        timeout: 20_000,
      })
      .toBe("importing");
    await perform(actor, cancelImport, { importId: id });
    await running;
    expect(await perform(actor, getImport, { importId: id })).toMatchObject({ status: "cancelled" });
    expect(await devicesIn(account)).toBe(before);
    await expect(perform(actor, cancelImport, { importId: id })).rejects.toMatchObject({ code: "conflict" });
  });

  it("begins anew after a crash, and registers each device once", async () => {
    const content = [heading, ...Array.from({ length: 3_000 }, (_, index) => cellular(200_000 + index))];
    const { id } = await perform(actor, startImport, { fileName: "crash.csv", content: content.join("\n") });
    const task = { accountId: account.id, userId: actor.userId, importId: id };
    await asSuperuser(`create function crash() returns trigger language plpgsql as $$ begin
      raise exception 'terminating connection' using errcode = '57P01'; end $$`);
    await asSuperuser(
      `create trigger crash before insert on device for each row when (new.imsi = '${imsi(202_500)}') execute function crash()`,
    );
    await expect(importDevicesTask(task)).rejects.toMatchObject({ code: "57P01" });
    await asSuperuser("drop function crash cascade");
    const [none] = await asSuperuser("select count(*)::int as n from device where label like 'meter 20____'");
    expect(none).toEqual({ n: 0 });
    await importDevicesTask(task);
    await importDevicesTask(task);
    const [all] = await asSuperuser("select count(*)::int as n from device where label like 'meter 20____'");
    expect(all).toEqual({ n: 3_000 });
  });

  it("says what is wrong with a file of 50,000 that was imported already, however much that is", async () => {
    const again = await makeAccount("again");
    const person = await makeMember(again, ["device.register"]);
    const rows = Array.from(
      { length: 50_000 },
      (_, index) =>
        `cellular,meter ${index},${iccid(index)},${imsi(index)},88231${String(index).padStart(8, "0")}`,
    );
    await asSuperuser(
      `insert into device (account_id, id, kind, label, iccid, imsi, msisdn)
       select $1, gen_random_uuid(), 'cellular', 'meter', iccid, imsi, msisdn
       from unnest($2::text[], $3::text[], $4::text[]) as d (iccid, imsi, msisdn)`,
      [again.id, ...[2, 3, 4].map((column) => rows.map((row) => row.split(",")[column]))],
    );
    const done = await run(["kind,label,iccid,imsi,msisdn", ...rows].join("\n"), person, again);
    expect(done).toMatchObject({ status: "rejected", total: 50_000, problemCount: 150_000, reason: null });
  }, 120_000);

  it("takes no file that names groups without end", async () => {
    const named = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => `g${from + index}`).join("|");
    const heading = "kind,label,iccid,groups";
    const row = (serial: number, groups: string) => `cellular,meter,${iccid(serial)},${groups}`;
    const one = await run([heading, row(71, named(0, 51)), row(72, named(0, 50))].join("\n"));
    expect(one).toMatchObject({ status: "rejected", problemCount: 11 });
    expect((await problemsOf(one.id)).slice(0, 2)).toEqual([
      "2 groups: A device is put into at most 50 groups at once.",
      "3 groups: There is no group called g0.",
    ]);
    const many = await run(
      [heading, ...Array.from({ length: 41 }, (_, index) => row(100 + index, named(index * 50, 50)))].join(
        "\n",
      ),
    );
    expect(many).toMatchObject({ status: "rejected", problemCount: 0 });
    expect(many.reason).toMatch(/more than 2,000 groups/);
  });

  it("takes 50,000 devices with their groups, exactly", { timeout: 120_000 }, async () => {
    const own = await makeAccount("importing-many");
    const sender = await makeMember(own, ["device.register", "group.assign"]);
    await makeGroup(own, "Even");
    await makeGroup(own, "All");
    const rows = Array.from({ length: 50_000 }, (_, index) =>
      cellular(index, `,,,,,,,${index % 2 === 0 ? "Even|All" : "All"}`),
    );
    expect(await run([heading, ...rows].join("\n"), sender, own)).toMatchObject({
      status: "done",
      total: 50_000,
    });
    const counts = await asSuperuser(
      "select name, device_count from device_group where account_id = $1 order by name",
      [own.id],
    );
    expect(counts).toEqual([
      { name: "All", device_count: 50_000 },
      { name: "Even", device_count: 25_000 },
    ]);
    const [row] = await asSuperuser(
      "select count(distinct iccid)::int as devices from device where account_id = $1 and state = 'in_stock'",
      [own.id],
    );
    expect(row).toEqual({ devices: 50_000 });
  });
});

describe("the report as a file", () => {
  it("runs nothing when a spreadsheet opens it", async () => {
    const bad = await run(`kind,label,iccid\n=cmd|'/c calc'!A1,"@SUM(1,2)",+1`);
    const file = await perform(actor, exportImportProblems, { importId: bad.id });
    const cells = file.content.split("\r\n").flatMap((line) => line.split(","));
    expect(cells.filter((cell) => /^"?[=+\-@\t]/.test(cell))).toEqual([]);
    expect(file.content).toContain("'=cmd");
  });

  it("is no more to be had from another account than one that is not there", async () => {
    const bad = await run("kind,label,iccid\ncellular,x,1");
    const elsewhere = await makeAccount("importing-third");
    const stranger = await makeMember(elsewhere, ["device.register"]);
    await expect(perform(stranger, exportImportProblems, { importId: bad.id })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
