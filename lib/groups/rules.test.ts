import { beforeAll, describe, expect, it } from "vitest";
import {
  asSuperuser,
  makeAccount,
  makeAdministrator,
  makeDevice,
  makeGroup,
  makeMember,
  type TestAccount,
  type TestGroup,
} from "@/db/testing/estate";
import type { Member } from "@/lib/access/actor";
import { allPermissions, type Permission, permissions } from "@/lib/access/permissions";
import { parseRecord } from "@/lib/accounting/parse-record";
import { recordAccounting } from "@/lib/accounting/record-accounting";
import { startAddingToGroup } from "@/lib/bulk/start-bulk-action";
import { editDevice } from "@/lib/devices/edit-device";
import { registerDevice } from "@/lib/devices/register-device";
import { addDevicesToGroup } from "@/lib/groups/add-devices-to-group";
import { changeGroup } from "@/lib/groups/change-group";
import { createGroup } from "@/lib/groups/create-group";
import { deleteGroup } from "@/lib/groups/delete-group";
import { getGroup } from "@/lib/groups/get-group";
import { listAssignableGroups } from "@/lib/groups/list-assignable-groups";
import { previewGroupDeletion } from "@/lib/groups/preview-group-deletion";
import { previewRule } from "@/lib/groups/preview-rule";
import { removeDevicesFromGroup } from "@/lib/groups/remove-devices-from-group";
import type { GroupRuleInput } from "@/lib/groups/rule";
import { importDevices } from "@/lib/imports/import-devices";
import { startImport } from "@/lib/imports/start-import";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { giveGrant } from "@/lib/people/give-grant";

let account: TestAccount;
let administrator: Member;
let gateway: string;

beforeAll(async () => {
  account = await makeAccount("ruled");
  administrator = await makeAdministrator(account);
  gateway = newId();
  await asSuperuser("insert into gateway (id, name, token_hash) values ($1, 'core', 'x')", [gateway]);
});

let serial = 0;
const word = () => `w${++serial}x`;
const forDevices = allPermissions.filter((permission) => permissions[permission].scope === "device");

const setRule = (by: Member, groupId: string, rule: GroupRuleInput | null, version = 1) =>
  perform(by, changeGroup, { groupId, version, name: `group ${groupId}`, description: "", rule });

async function ruled(rule: GroupRuleInput): Promise<TestGroup> {
  const group = await makeGroup(account, word());
  await setRule(administrator, group.id, rule);
  return group;
}

const labelled = (text: string): GroupRuleInput => ({ label: { how: "begins", text } });

const membersOf = async (group: TestGroup) =>
  (
    await asSuperuser<{ id: string }>(
      "select device_id as id from device_group_member where account_id = $1 and group_no = $2 order by 1",
      [account.id, group.no],
    )
  ).map((row) => row.id);

const groupsOf = async (deviceId: string) =>
  (await asSuperuser<{ groups: number[] }>("select groups from device where id = $1", [deviceId]))[0]?.groups;

const eventsOf = (targetId: string) =>
  asSuperuser<{ action: string; actor_kind: string; detail: Record<string, unknown> }>(
    "select action, actor_kind, detail from audit_event where target_id = $1 order by at, id",
    [targetId],
  );

async function hear(deviceId: string, network: string) {
  const [row] = await asSuperuser<{ imsi: string }>("select imsi from device where id = $1", [deviceId]);
  const now = Math.floor(Date.now() / 1000);
  const record = parseRecord(
    {
      "Acct-Status-Type": "Interim-Update",
      "Acct-Session-Id": deviceId,
      "NAS-Identifier": "nas",
      "Event-Timestamp": now,
      "3GPP-IMSI": row?.imsi,
      "3GPP-SGSN-MCC-MNC": network,
    },
    now,
  );
  if ("unusable" in record) throw new Error(record.unusable);
  return recordAccounting(gateway, [record], now);
}

describe("a group that fills itself", () => {
  it("says at each field what is wrong with a rule", async () => {
    const group = await makeGroup(account, word());
    const wrong = async (rule: unknown) =>
      (await setRule(administrator, group.id, rule as GroupRuleInput).catch((error) => error)).fields;
    expect(await wrong({})).toEqual({ rule: "Give at least one condition." });
    expect(await wrong({ label: { how: "begins", text: " " } })).toHaveProperty(["rule.label.text"]);
    expect(await wrong({ identifier: { name: "imsi", from: "12", to: "123" } })).toHaveProperty([
      "rule.identifier.to",
    ]);
    expect(await wrong({ identifier: { name: "imsi", from: "13", to: "12" } })).toHaveProperty([
      "rule.identifier.to",
    ]);
    expect(await wrong({ identifier: { name: "imsi", from: "", to: "1a" } })).toMatchObject({
      "rule.identifier.from": "Enter the first IMSI.",
      "rule.identifier.to": expect.any(String),
    });
    expect(await wrong({ networks: ["20408"] })).toHaveProperty(["rule.networks.0"]);
    expect(await wrong({ countries: ["NLD"] })).toHaveProperty(["rule.countries.0"]);
    expect(await wrong({ kinds: [] })).toHaveProperty(["rule.kinds"]);
    expect(await wrong({ label: { how: "begins", text: "a" }, colour: "red" })).toBeDefined();
    expect(await perform(administrator, getGroup, { groupId: group.id })).toMatchObject({ rule: null });
  });

  it("takes in what is there, says so in words, and records each move with the rule as the reason", async () => {
    const [mark, group] = [word(), await makeGroup(account, word())];
    const deviceId = await makeDevice(account, `${mark.toUpperCase()} one`);
    await makeDevice(account, `other ${mark}`);
    expect(await setRule(administrator, group.id, labelled(mark))).toMatchObject({ joined: 1, left: 0 });
    expect(await membersOf(group)).toEqual([deviceId]);
    const reason = `Label begins with “${mark}”`;
    expect(await perform(administrator, getGroup, { groupId: group.id })).toMatchObject({
      deviceCount: 1,
      ruleWords: reason,
      version: 2,
      may: { assign: false },
    });
    expect(await eventsOf(deviceId)).toMatchObject([
      { action: "group.devices_added", detail: { reason, group: { id: group.id } } },
    ]);
    expect(await eventsOf(group.id)).toMatchObject([
      { action: "group.changed", detail: { after: { filled: `By rule: ${reason}` } } },
      { action: "group.devices_added", detail: { reason, count: 1 } },
    ]);
  });

  it("is not filled or emptied by hand on any road, and is not offered for it", async () => {
    const group = await ruled(labelled(word()));
    const deviceId = await makeDevice(account, word());
    const [{ name = "" } = {}] = await asSuperuser<{ name?: string }>(
      "select name from device_group where id = $1",
      [group.id],
    );
    for (const attempt of [
      () => perform(administrator, addDevicesToGroup, { groupId: group.id, deviceIds: [deviceId] }),
      () => perform(administrator, removeDevicesFromGroup, { groupId: group.id, deviceIds: [deviceId] }),
      () =>
        perform(administrator, startAddingToGroup, {
          groupId: group.id,
          selection: { deviceIds: [deviceId] },
        }),
      () =>
        perform(administrator, registerDevice, {
          kind: "lorawan",
          label: "new",
          devEui: newId().replaceAll("-", "").slice(-16),
          groupIds: [group.id],
        }),
    ])
      await expect(attempt()).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("Change the rule"),
      });
    const { id } = await perform(administrator, startImport, {
      fileName: "a.csv",
      content: `kind,label,dev_eui,groups\nlorawan,a,${newId().replaceAll("-", "").slice(-16)},${name}\n`,
    });
    expect(await perform(administrator, importDevices, { importId: id })).toMatchObject({
      status: "rejected",
    });
    expect(await membersOf(group)).toEqual([]);
    const offered = await perform(administrator, listAssignableGroups, { search: name });
    expect(offered.groups).toEqual([]);
  });

  it("follows an import, and records it for the group", async () => {
    const mark = word();
    const group = await ruled({ ...labelled(mark), kinds: ["lorawan"] });
    const rows = Array.from(
      { length: 3 },
      (_, each) => `lorawan,${mark} ${each},${newId().replaceAll("-", "").slice(-16)}`,
    );
    const { id } = await perform(administrator, startImport, {
      fileName: "b.csv",
      content: `kind,label,dev_eui\n${rows.join("\n")}\n`,
    });
    expect(await perform(administrator, importDevices, { importId: id })).toMatchObject({ status: "done" });
    expect(await membersOf(group)).toHaveLength(3);
    expect((await eventsOf(group.id)).at(-1)).toMatchObject({
      action: "group.devices_added",
      detail: { count: 3 },
    });
  });

  it("follows what the network says, in the system's name, and tells those who gain and lose sight", async () => {
    const mark = word();
    const deviceId = await makeDevice(account, mark);
    const [dutch, german] = [
      await ruled({ ...labelled(mark), countries: ["NL"] }),
      await ruled({ ...labelled(mark), networks: ["262-01"] }),
    ];
    expect((await hear(deviceId, "20408")).changed).toMatchObject([
      { id: deviceId, groups: [dutch.no], regrouped: true },
    ]);
    expect(await groupsOf(deviceId)).toEqual([dutch.no]);
    const { changed } = await hear(deviceId, "26201");
    expect(new Set(changed[0]?.groups)).toEqual(new Set([dutch.no, german.no]));
    expect(await membersOf(dutch)).toEqual([]);
    expect(await membersOf(german)).toEqual([deviceId]);
    expect((await hear(deviceId, "26201")).changed).toEqual([
      expect.not.objectContaining({ regrouped: true }),
    ]);
    expect(await eventsOf(deviceId)).toMatchObject([
      { action: "group.devices_added", actor_kind: "system", detail: { group: { id: dutch.id } } },
      expect.objectContaining({ actor_kind: "system" }),
      expect.objectContaining({ actor_kind: "system" }),
    ]);
    const [row] = await asSuperuser("select network, country from device where id = $1", [deviceId]);
    expect(row).toEqual({ network: "262-01", country: "DE" });
  });

  it("keeps its devices when it is filled by hand again, and loses its rule's grants when deleted", async () => {
    const mark = word();
    const deviceId = await makeDevice(account, mark);
    const group = await ruled(labelled(mark));
    const person = await makeMember(account, ["device.view"], [group.no]);
    const preview = await perform(administrator, previewGroupDeletion, { groupId: group.id });
    expect(preview).toMatchObject({
      deviceCount: 1,
      losses: [{ membershipId: person.membershipId, devices: 1, ends: true }],
    });
    await setRule(administrator, group.id, null, 2);
    expect(await membersOf(group)).toEqual([deviceId]);
    await perform(administrator, removeDevicesFromGroup, { groupId: group.id, deviceIds: [deviceId] });
    expect(await membersOf(group)).toEqual([]);
  });

  it("tells the second of two who change it at once", async () => {
    const group = await ruled(labelled(word()));
    await expect(setRule(administrator, group.id, labelled("mine"), 1)).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(
      perform(administrator, changeGroup, {
        groupId: group.id,
        name: "without a version",
        description: "",
        rule: null,
      }),
    ).rejects.toMatchObject({ code: "invalid" });
  });

  it("is previewed as it then is, and only as far as the actor sees", async () => {
    const [mark, other] = [word(), word()];
    const [inside, outside] = [await makeGroup(account, word()), await makeGroup(account, word())];
    const [stays, goes, comes] = [
      await makeDevice(account, `${mark} a`, [inside]),
      await makeDevice(account, `${other} b`, [inside]),
      await makeDevice(account, `${mark} c`, [outside]),
    ];
    await makeMember(account, ["device.view"], [inside.no]);
    const preview = await perform(administrator, previewRule, { groupId: inside.id, rule: labelled(mark) });
    expect(preview).toMatchObject({
      matching: 2,
      joins: 1,
      leaves: 1,
      first: [`${mark} a`, `${mark} c`],
      people: [{ gains: 1, loses: 1 }],
      refused: null,
    });
    expect(await setRule(administrator, inside.id, labelled(mark))).toMatchObject({ joined: 1, left: 1 });
    expect(await membersOf(inside)).toEqual([stays, comes].sort());
    expect(await groupsOf(goes)).toEqual([]);

    const narrow = await makeMember(account, ["group.manage"]);
    const half = { ...narrow, scopes: new Map([...narrow.scopes, ["device.view", [outside.no]] as const]) };
    expect(await perform(half, previewRule, { rule: labelled(mark) })).toMatchObject({
      matching: 1,
      first: [`${mark} c`],
      people: null,
      refused: expect.stringContaining("view them all"),
    });
    expect(await perform(narrow, previewRule, { rule: labelled(mark) })).toMatchObject({
      matching: 0,
      first: [],
    });
  });
});

describe.each(forDevices)("somebody who lacks %s", (permission) => {
  const rest = forDevices.filter((each) => each !== permission);
  let group: TestGroup;
  let holder: Member;
  let mark: string;

  beforeAll(async () => {
    mark = word();
    group = await makeGroup(account, word());
    holder = await makeMember(account, [permission], [group.no]);
  });

  it("gives it to nobody by a rule", async () => {
    const deviceId = await makeDevice(account, `${mark} one`);
    const shaper = await makeMember(account, ["group.manage", ...rest]);
    await expect(setRule(shaper, group.id, labelled(mark))).rejects.toMatchObject({
      code: "forbidden",
      lacking: [permission],
    });
    expect(await groupsOf(deviceId)).toEqual([]);
    expect(await perform(shaper, previewRule, { groupId: group.id, rule: labelled(mark) })).toMatchObject({
      refused: expect.any(String),
    });
  });

  it("gives it to nobody by a rule for the devices of some groups", async () => {
    const shaper = await makeMember(account, ["group.manage", ...rest]);
    const held = await makeGroup(account, word());
    await grant(shaper, [permission], [held.no, group.no]);
    const both = {
      ...shaper,
      scopes: new Map([...shaper.scopes, [permission, [held.no, group.no]] as const]),
    };
    await expect(setRule(both, group.id, labelled(mark))).rejects.toMatchObject({
      code: "forbidden",
      lacking: [permission],
    });
  });

  it("gives it to nobody by another label", async () => {
    const target = await makeGroup(account, word());
    await makeMember(account, [permission], [target.no]);
    await setRule(administrator, target.id, labelled(`${mark} into`));
    const place = await makeGroup(account, word());
    const deviceId = await makeDevice(account, "before", [place]);
    const editor = await makeMember(account, rest, [place.no]);
    const edit = perform(editor, editDevice, { deviceId, label: `${mark} into`, note: "" });
    await expect(edit).rejects.toMatchObject({ code: expect.stringMatching(/forbidden|not_found/) });
    expect(await groupsOf(deviceId)).toEqual([place.no]);
    const [device] = await asSuperuser("select label from device where id = $1", [deviceId]);
    expect(device).toEqual({ label: "before" });
    expect(holder.scopes.get(permission)).toEqual([group.no]);
  });
});

async function grant(member: Member, given: Permission[], scope: readonly number[]) {
  const [roleId, grantId] = [newId(), newId()];
  await asSuperuser(
    "insert into role (account_id, id, name, permissions) values ($1, $2, $2::uuid::text, $3)",
    [account.id, roleId, given],
  );
  await asSuperuser(
    "insert into role_grant (account_id, id, membership_id, role_id, whole_account) values ($1, $2, $3, $4, false)",
    [account.id, grantId, member.membershipId, roleId],
  );
  for (const no of scope)
    await asSuperuser("insert into role_grant_group (account_id, grant_id, group_no) values ($1, $2, $3)", [
      account.id,
      grantId,
      no,
    ]);
}

describe("editing a device that rules look at", () => {
  it("names the group to who sees it, and no group to who does not", async () => {
    const mark = word();
    const target = await ruled(labelled(mark));
    await makeMember(account, ["device.terminate"], [target.no]);
    const place = await makeGroup(account, word());
    const deviceId = await makeDevice(account, "plain", [place]);
    const editor = await makeMember(account, ["device.edit", "device.view"], [place.no]);
    const blind = await perform(editor, editDevice, { deviceId, label: mark, note: "" }).catch(
      (error) => error,
    );
    expect(blind.message).toContain("a group that fills itself by a rule");
    expect(blind.message).not.toContain(target.id);
    const seeing = { ...editor, scopes: new Map([...editor.scopes, ["group.view", [target.no]] as const]) };
    const told = await perform(seeing, editDevice, { deviceId, label: mark, note: "" }).catch(
      (error) => error,
    );
    expect(told.message).toContain(`group ${target.id}`);
    expect(told.message).toContain("Terminate a Device");
  });

  it("lets it enter where the editor holds what people get, and leave, even out of her own sight", async () => {
    const mark = word();
    const target = await ruled(labelled(mark));
    await makeMember(account, ["device.view"], [target.no]);
    const deviceId = await makeDevice(account, mark);
    await perform(administrator, editDevice, { deviceId, label: `not ${mark}`, note: "" });
    expect(await groupsOf(deviceId)).toEqual([]);
    await perform(administrator, editDevice, { deviceId, label: mark, note: "" });
    expect(await groupsOf(deviceId)).toEqual([target.no]);
    const editor = await makeMember(account, ["device.edit"], [target.no]);
    await perform(editor, editDevice, { deviceId, label: "gone", note: "" });
    expect(await membersOf(target)).toEqual([]);
    expect((await eventsOf(deviceId)).filter((event) => event.action.startsWith("group."))).toHaveLength(2);
    await expect(perform(editor, editDevice, { deviceId, label: mark, note: "" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("at the same moment", () => {
  it("changes of rules and of devices end as the last rules and rows say", async () => {
    const marks = Array.from({ length: 3 }, word);
    const groups = await Promise.all(marks.map((mark) => ruled(labelled(mark))));
    const devices = await Promise.all(
      marks.flatMap((mark) => [makeDevice(account, mark), makeDevice(account, mark)]),
    );
    const pick = <Each>(list: readonly Each[], at: number) => list[at % list.length] as Each;
    const settled = await Promise.allSettled(
      Array.from({ length: 60 }, async (_, at) => {
        const [group, deviceId] = [pick(groups, at), pick(devices, at * 7)];
        if (at % 5 === 0) {
          const { version } = await perform(administrator, getGroup, { groupId: group.id });
          return setRule(administrator, group.id, labelled(pick(marks, at * 3 + 1)), version);
        }
        if (at % 5 === 1) return hear(deviceId, pick(["20408", "26201"], at));
        if (at % 5 === 2)
          return perform(administrator, registerDevice, {
            kind: "lorawan",
            label: pick(marks, at),
            devEui: newId().replaceAll("-", "").slice(-16),
          });
        if (at % 11 === 3)
          return perform(administrator, createGroup, { name: word(), rule: labelled(pick(marks, at)) });
        return perform(administrator, editDevice, { deviceId, label: pick(marks, at * 5), note: "" });
      }),
    );
    const failures = settled.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    // of two who change one rule, the second one is told; nothing else fails
    for (const failure of failures)
      expect(failure).toMatchObject({ code: expect.stringMatching(/^(conflict|55P03)$/) });
    expect(failures.length).toBeLessThan(13);
    const wrong = await asSuperuser(
      `select g.name, d.label from device_group g join device d on d.account_id = g.account_id
       where g.account_id = $1 and g.rule is not null
         and (starts_with(d.label_key, lower(g.rule#>>'{label,text}')) and not g.rule ? 'countries' and not g.rule ? 'networks'
              and (not g.rule ? 'kinds' or g.rule->'kinds' ? d.kind))
           is distinct from (exists (select from device_group_member m where m.account_id = g.account_id
             and m.group_no = g.group_no and m.device_id = d.id))
         and not g.rule ? 'countries' and not g.rule ? 'networks'
       union all
       select g.name, 'counted wrongly' from device_group g where g.account_id = $1 and g.device_count <>
         (select count(*) from device_group_member m where m.account_id = g.account_id and m.group_no = g.group_no)
       union all
       select d.label, 'kept wrongly' from device d where d.account_id = $1 and d.groups <> array(
         select m.group_no from device_group_member m where m.account_id = d.account_id and m.device_id = d.id order by 1)`,
      [account.id],
    );
    expect(wrong).toEqual([]);
  }, 60_000);

  it("deleting a rule's group and hearing, editing and granting there do not stand in each other's way", async () => {
    for (let round = 0; round < 8; round += 1) {
      const mark = word();
      const group = await ruled({ ...labelled(mark), countries: ["NL"] });
      const deviceId = await makeDevice(account, mark);
      const person = await makeMember(account, []);
      const outcomes = await Promise.allSettled([
        perform(administrator, deleteGroup, { groupId: group.id, confirmation: `group ${group.id}` }),
        hear(deviceId, "20408"),
        perform(administrator, editDevice, { deviceId, label: `${mark} again`, note: "" }),
        perform(administrator, giveGrant, {
          memberId: person.membershipId,
          roleId: account.roles.technician,
          scope: { kind: "groups", groupIds: [group.id] },
        }),
      ]);
      expect(outcomes.slice(0, 3).map((each) => each.status)).toEqual(Array(3).fill("fulfilled"));
      expect(await groupsOf(deviceId)).toEqual([]);
    }
  }, 60_000);
});
