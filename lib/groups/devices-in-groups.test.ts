import { beforeAll, describe, expect, it } from "vitest";
import { writeInScope } from "@/db/scoped";
import {
  asSuperuser,
  makeAccount,
  makeDevice,
  makeGroup,
  makeMember,
  type TestAccount,
  type TestGroup,
} from "@/db/testing/estate";
import { addDevicesToGroup } from "@/lib/groups/add-devices-to-group";
import { addPastedDevices } from "@/lib/groups/add-pasted-devices";
import { deleteGroup } from "@/lib/groups/delete-group";
import { findPastedDevices } from "@/lib/groups/find-pasted-devices";
import { removeDevicesFromGroup } from "@/lib/groups/remove-devices-from-group";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";

let account: TestAccount;
let foreign: TestAccount;
let [north, south, west] = [] as unknown as [TestGroup, TestGroup, TestGroup];

beforeAll(async () => {
  account = await makeAccount("assigning");
  foreign = await makeAccount("assigning-elsewhere");
  [north, south, west] = [
    await makeGroup(account, "North"),
    await makeGroup(account, "South"),
    await makeGroup(account, "West"),
  ];
});

/** What is kept twice says the same. */
async function expectInLine(of: TestAccount) {
  const [wrong] = await asSuperuser<{ devices: number; groups: number; labels: number }>(
    `select (select count(*) from device d where d.account_id = $1 and d.groups <> coalesce((
               select array_agg(m.group_no order by m.group_no) from device_group_member m
               where m.account_id = $1 and m.device_id = d.id), '{}'))::int as devices,
            (select count(*) from device_group g where g.account_id = $1 and g.device_count <> (
               select count(*) from device_group_member m where m.account_id = $1 and m.group_no = g.group_no))::int as groups,
            (select count(*) from device_group_member m join device d on d.account_id = m.account_id and d.id = m.device_id
             where m.account_id = $1 and m.label_key <> d.label_key)::int as labels`,
    [of.id],
  );
  expect(wrong).toEqual({ devices: 0, groups: 0, labels: 0 });
}

describe("putting devices into groups", () => {
  it("is kept twice, alike, and recorded for the group and for each device", async () => {
    const assigner = await makeMember(account, ["device.view", "group.view", "group.assign"]);
    const devices = [await makeDevice(account, "a"), await makeDevice(account, "b", [north])];
    const result = await perform(assigner, addDevicesToGroup, { groupId: north.id, deviceIds: devices });
    expect(result).toEqual({ added: 1, alreadyIn: [devices[1]] });
    await expectInLine(account);
    const events = await asSuperuser<{ target_kind: string; target_id: string }>(
      "select target_kind, target_id from audit_event where account_id = $1 and actor_id = $2 order by id",
      [account.id, assigner.userId],
    );
    expect(events).toEqual([
      { target_kind: "group", target_id: north.id },
      { target_kind: "device", target_id: devices[0] },
    ]);
  });

  it("lets someone limited to two groups move devices between those two, and nowhere else", async () => {
    const device = await makeDevice(account, "movable", [north]);
    const limited = await makeMember(
      account,
      ["device.view", "group.view", "group.assign"],
      [north.no, south.no],
    );
    await perform(limited, addDevicesToGroup, { groupId: south.id, deviceIds: [device] });
    await perform(limited, removeDevicesFromGroup, { groupId: north.id, deviceIds: [device] });
    await expect(
      perform(limited, addDevicesToGroup, { groupId: west.id, deviceIds: [device] }),
    ).rejects.toMatchObject({ code: "not_found" });
    const [row] = await asSuperuser("select groups from device where id = $1", [device]);
    expect(row).toEqual({ groups: [south.no] });
    await expectInLine(account);
  });

  it("cannot pull a device out of sight into one's own group, whoever's it is, and answers alike", async () => {
    const limited = await makeMember(account, ["device.view", "group.view", "group.assign"], [north.no]);
    const mine = await makeDevice(account, "mine", [north]);
    const answers = await Promise.all(
      [
        await makeDevice(account, "out of sight", [south]),
        await makeDevice(account, "in no group"),
        await makeDevice(foreign, "another account's"),
        newId(),
      ].map((id) =>
        perform(limited, addDevicesToGroup, { groupId: north.id, deviceIds: [mine, id] }).catch((error) => [
          error.code,
          error.message,
        ]),
      ),
    );
    expect(answers[0]).toEqual(["not_found", expect.any(String)]);
    expect(new Set(answers.map(String)).size).toBe(1);
  });

  it("is forbidden, not hidden, for a device that can be seen but not assigned", async () => {
    const device = await makeDevice(account, "seen only", [south]);
    const actor = await makeMember(account, ["group.assign", "group.view"], [north.no]);
    const scopes = new Map([...actor.scopes, ["device.view", [south.no]] as const]);
    await expect(
      perform({ ...actor, scopes }, addDevicesToGroup, { groupId: north.id, deviceIds: [device] }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is stopped by the database itself when code forgets to look", async () => {
    const outOfSight = await makeDevice(account, "kept out", [south]);
    const limited = { accountId: account.id, groups: [north.no], membershipId: newId() };
    const insert = (group_no: number, device_id: string) =>
      writeInScope(limited, (db) =>
        db.insertInto("device_group_member").values({ group_no, device_id, label_key: "x" }).execute(),
      );
    await expect(insert(north.no, outOfSight)).rejects.toMatchObject({ code: "42501" });
    const mine = await makeDevice(account, "in my group", [north]);
    await expect(insert(south.no, mine)).rejects.toMatchObject({ code: "42501" });
    const taken = await writeInScope(limited, (db) =>
      db.deleteFrom("device_group_member").where("group_no", "=", south.no).executeTakeFirstOrThrow(),
    );
    expect(taken.numDeletedRows).toBe(0n);
  });

  it("stays right when many people add and remove the same devices at once", async () => {
    const busy = await makeAccount("busy");
    const groups = [
      await makeGroup(busy, "One"),
      await makeGroup(busy, "Two"),
      await makeGroup(busy, "Three"),
    ];
    const devices = await Promise.all(
      Array.from({ length: 12 }, (_, index) => makeDevice(busy, `device ${index}`)),
    );
    const people = await Promise.all([1, 2, 3, 4].map(() => makeMember(busy, ["group.assign"])));
    const attempts = Array.from({ length: 60 }, (_, turn) => {
      const person = people[turn % people.length];
      const group = groups[turn % groups.length];
      if (!person || !group) throw new Error("nobody");
      const some = devices.filter((_, index) => (index * 7 + turn) % 3 !== 0);
      const deviceIds = turn % 2 === 0 ? some : some.toReversed();
      const input = { groupId: group.id, deviceIds };
      return turn % 5 === 4
        ? perform(person, removeDevicesFromGroup, input)
        : perform(person, addDevicesToGroup, input);
    });
    const settled = await Promise.allSettled(attempts);
    expect(settled.filter((each) => each.status === "rejected")).toEqual([]);
    await expectInLine(busy);
  });

  it("finds no group rather than half a group when it is deleted at that moment", async () => {
    const devices = await Promise.all([1, 2, 3].map((index) => makeDevice(account, `late ${index}`)));
    const administrator = await makeMember(account, ["group.manage", "group.assign", "group.view"]);
    for (let turn = 0; turn < 8; turn += 1) {
      const group = await makeGroup(account, `Doomed ${turn}`);
      const [added] = await Promise.allSettled([
        perform(administrator, addDevicesToGroup, { groupId: group.id, deviceIds: devices }),
        perform(administrator, deleteGroup, { groupId: group.id, confirmation: `Doomed ${turn}` }),
      ]);
      if (added?.status === "rejected") expect(added.reason).toMatchObject({ code: "not_found" });
    }
    await expectInLine(account);
  });
});

describe("putting pasted identifiers into a group", () => {
  it("reads identifiers of any kind, and does not tell a foreign device from none", async () => {
    const own = await makeAccount("pasting");
    const group = await makeGroup(own, "Pasted");
    const other = await makeGroup(own, "Other");
    const [first, second, , outside] = [
      await makeDevice(own, "first", [other]),
      await makeDevice(own, "second", [other]),
      await makeDevice(own, "inside", [other, group]),
      await makeDevice(own, "outside"),
    ];
    const theirs = await makeDevice(foreign, "theirs");
    const identifier = async (id: string, column: string) =>
      (await asSuperuser<{ it: string }>(`select ${column} as it from device where id = $1`, [id]))[0]?.it ??
      "";
    const iccid = await identifier(first, "iccid");
    const pasted = [
      `${iccid.slice(0, 6)} ${iccid.slice(6)}`,
      iccid,
      `+${await identifier(second, "msisdn")}`,
      "INSIDE",
      await identifier(outside, "imsi"),
      await identifier(theirs, "imsi"),
      "123456789012345",
    ].join("\n");
    const limited = await makeMember(own, ["group.assign", "group.view"], [group.no, other.no]);

    const preview = await perform(limited, findPastedDevices, { groupId: group.id, pasted });
    const results = preview.lines.map((line) => line.result);
    expect(results).toEqual([
      "found",
      "repeated",
      "found",
      "already_in",
      "not_found",
      "not_found",
      "not_found",
    ]);
    const report = await perform(limited, addPastedDevices, { groupId: group.id, pasted });
    expect(report).toEqual(preview);
    const [row] = await asSuperuser("select device_count from device_group where id = $1", [group.id]);
    expect(row).toEqual({ device_count: 3 });
    await expectInLine(own);
  });

  it("does not guess between devices of one name", async () => {
    const own = await makeAccount("guessing");
    const group = await makeGroup(own, "Twins");
    await makeDevice(own, "twin");
    await makeDevice(own, "twin");
    const assigner = await makeMember(own, ["group.assign"]);
    await expect(
      perform(assigner, addPastedDevices, { groupId: group.id, pasted: "twin" }),
    ).rejects.toMatchObject({ code: "invalid" });
    const report = await perform(assigner, findPastedDevices, { groupId: group.id, pasted: "twin" });
    expect(report.counts.several).toBe(1);
  });
});
