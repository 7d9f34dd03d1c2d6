import { beforeAll, describe, expect, it } from "vitest";
import {
  asSuperuser,
  makeAccount,
  makeAdministrator,
  makeDevice,
  makeGroup,
  makeMember,
  type TestAccount,
} from "@/db/testing/estate";
import type { Member } from "@/lib/access/actor";
import { changeGroup } from "@/lib/groups/change-group";
import { countOnline } from "@/lib/groups/count-online";
import { createGroup } from "@/lib/groups/create-group";
import { deleteGroup } from "@/lib/groups/delete-group";
import { getGroup } from "@/lib/groups/get-group";
import { listGroups } from "@/lib/groups/list-groups";
import { previewGroupDeletion } from "@/lib/groups/preview-group-deletion";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";

let account: TestAccount;
let foreign: TestAccount;
let administrator: Member;

beforeAll(async () => {
  account = await makeAccount("groups-one");
  foreign = await makeAccount("groups-two");
  administrator = await makeAdministrator(account);
});

describe("making and changing groups", () => {
  it("gives ten people at once ten different numbers", async () => {
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => perform(administrator, createGroup, { name: `Ten ${index}` })),
    );
    const rows = await asSuperuser<{ no: number }>(
      "select group_no as no from device_group where account_id = $1 and name like 'Ten %'",
      [account.id],
    );
    expect(new Set(rows.map((row) => row.no)).size).toBe(10);
  });

  it("refuses a name that is taken, whatever its letters' case, and says at which field", async () => {
    await perform(administrator, createGroup, { name: "Pumps" });
    await expect(perform(administrator, createGroup, { name: " pumps " })).rejects.toMatchObject({
      code: "conflict",
      fields: { name: expect.any(String) },
    });
    await expect(
      perform(administrator, createGroup, { name: "Pumps\n\nAccept here: https://elsewhere.example" }),
    ).rejects.toMatchObject({ code: "invalid" });
    const other = await perform(administrator, createGroup, { name: "Valves" });
    await expect(
      perform(administrator, changeGroup, { groupId: other.id, name: "PUMPS", description: "" }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  it("gives the same name to two accounts without either noticing", async () => {
    const theirs = await makeAdministrator(foreign);
    await perform(administrator, createGroup, { name: "Same everywhere" });
    await expect(perform(theirs, createGroup, { name: "Same everywhere" })).resolves.toMatchObject({
      name: "Same everywhere",
    });
  });

  it("never gives a deleted group's number to another", async () => {
    const gone = await perform(administrator, createGroup, { name: "Short lived" });
    const [{ no: before } = { no: 0 }] = await asSuperuser<{ no: number }>(
      "select group_no as no from device_group where id = $1",
      [gone.id],
    );
    await perform(administrator, deleteGroup, { groupId: gone.id, confirmation: "Short lived" });
    const next = await perform(administrator, createGroup, { name: "Short lived" });
    const [{ no: after } = { no: 0 }] = await asSuperuser<{ no: number }>(
      "select group_no as no from device_group where id = $1",
      [next.id],
    );
    expect(after).toBeGreaterThan(before);
  });

  it("cannot be done with a grant for groups, however many rights it carries", async () => {
    const north = await makeGroup(account, "Cannot manage");
    const limited = await makeMember(account, ["group.view", "group.assign"], [north.no]);
    await expect(perform(limited, createGroup, { name: "Mine" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(
      perform(limited, deleteGroup, { groupId: north.id, confirmation: "Cannot manage" }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("seeing groups", () => {
  it("shows a technician her groups and no trace of the others", async () => {
    const [mine, others] = [await makeGroup(account, "Zebra mine"), await makeGroup(account, "Zebra theirs")];
    const technician = await makeMember(account, ["group.view", "device.view"], [mine.no]);
    const seen = await perform(technician, listGroups, {});
    expect(seen).toMatchObject({ total: 1, groups: [{ id: mine.id }] });
    expect(await perform(technician, listGroups, { search: "zebra" })).toMatchObject({ total: 1 });
    expect(Object.keys(await perform(technician, countOnline, { groupId: [mine.id, others.id] }))).toEqual([
      mine.id,
    ]);
    const answers = await Promise.all(
      [others.id, (await makeGroup(foreign, "Abroad")).id, newId()].map((groupId) =>
        perform(technician, getGroup, { groupId }).catch((error) => [error.code, error.message]),
      ),
    );
    expect(answers[0]).toEqual(["not_found", expect.any(String)]);
    expect(new Set(answers.map(String)).size).toBe(1);
  });

  it("pages there and back by name without skipping or repeating", async () => {
    const many = await makeAccount("many-groups");
    const reader = await makeMember(many, ["group.view"]);
    const names = Array.from({ length: 23 }, (_, index) => `Group ${String(index).padStart(2, "0")}`);
    for (const name of [...names].reverse()) await makeGroup(many, name);
    const there: string[] = [];
    let page = await perform(reader, listGroups, { limit: 5 });
    for (;;) {
      expect(page.from).toBe(there.length);
      there.push(...page.groups.map((group) => group.name));
      if (!page.next) break;
      page = await perform(reader, listGroups, { limit: 5, cursor: page.next });
    }
    expect(there).toEqual(names);
    const back: string[] = [...page.groups.map((group) => group.name)];
    while (page.previous) {
      page = await perform(reader, listGroups, { limit: 5, cursor: page.previous });
      back.unshift(...page.groups.map((group) => group.name));
    }
    expect(back).toEqual(names);
    expect(page.from).toBe(0);
  });
});

describe("deleting a group", () => {
  it("says beforehand whom it takes what from, then does exactly that", async () => {
    const own = await makeAccount("deleting");
    const admin = await makeAdministrator(own);
    const [north, south] = [await makeGroup(own, "North"), await makeGroup(own, "South")];
    const onlyNorth = await makeDevice(own, "only north", [north]);
    const both = await makeDevice(own, "both", [north, south]);
    const loser = await makeMember(own, ["device.view", "group.view"], [north.no]);
    const keeper = await makeMember(own, ["device.view", "group.view"], [north.no, south.no]);
    await makeMember(own, ["device.view"]);
    await asSuperuser(
      `insert into invitation (account_id, id, email, role_id, whole_account, group_nos, token_hash, created_by_label, expires_at)
       values ($1, $2, 'one@example.test', $4, false, array[$5::int], '\\x01', 'x', now() + interval '1 day'),
              ($1, $3, 'two@example.test', $4, false, array[$5::int, $6::int], '\\x02', 'x', now() + interval '1 day')`,
      [own.id, newId(), newId(), own.roles.technician, north.no, south.no],
    );

    const preview = await perform(admin, previewGroupDeletion, { groupId: north.id });
    expect(preview).toMatchObject({
      deviceCount: 2,
      ungrouped: { count: 1, first: ["only north"] },
      invitations: [
        { email: "one@example.test", ends: true },
        { email: "two@example.test", ends: false },
      ],
    });
    const blind = await makeMember(own, ["group.manage"]);
    expect((await perform(blind, previewGroupDeletion, { groupId: north.id })).ungrouped).toEqual({
      count: 1,
      first: [],
    });
    expect(preview.losses.find((loss) => loss.membershipId === loser.membershipId)).toMatchObject({
      devices: 2,
      ends: true,
    });
    expect(preview.losses.find((loss) => loss.membershipId === keeper.membershipId)).toMatchObject({
      devices: 1,
      ends: false,
    });
    expect(preview.losses).toHaveLength(2);

    await expect(
      perform(admin, deleteGroup, { groupId: north.id, confirmation: "north" }),
    ).rejects.toMatchObject({ code: "invalid" });
    await perform(admin, deleteGroup, { groupId: north.id, confirmation: "North" });

    const devices = await asSuperuser("select id, groups from device where account_id = $1 order by label", [
      own.id,
    ]);
    expect(devices).toEqual([
      { id: both, groups: [south.no] },
      { id: onlyNorth, groups: [] },
    ]);
    const ended = await asSuperuser<{ membership_id: string }>(
      "select membership_id from role_grant where account_id = $1 and revoked_at is not null",
      [own.id],
    );
    expect(ended).toEqual([{ membership_id: loser.membershipId }]);
    const open = await asSuperuser(
      "select email from invitation where account_id = $1 and revoked_at is null",
      [own.id],
    );
    expect(open).toEqual([{ email: "two@example.test" }]);
  });
});
