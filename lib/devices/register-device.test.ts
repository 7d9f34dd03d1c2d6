import { beforeAll, describe, expect, it } from "vitest";
import {
  asSuperuser,
  makeAccount,
  makeGroup,
  makeMember,
  type TestAccount,
  type TestGroup,
} from "@/db/testing/estate";
import type { Member } from "@/lib/access/actor";
import { editDevice } from "@/lib/devices/edit-device";
import { registerDevice } from "@/lib/devices/register-device";
import { startImport } from "@/lib/imports/start-import";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";

const iccid = "8988303000000000010";

describe("registering a device", () => {
  let account: TestAccount;
  let foreign: TestAccount;
  let group: TestGroup;

  beforeAll(async () => {
    account = await makeAccount("registering");
    foreign = await makeAccount("registering-foreign");
    group = await makeGroup(account, "North");
  });

  it("tells of no group out of sight, and records what was refused", async () => {
    const put = (groupId: string) => ({
      kind: "cellular" as const,
      label: "Pump 9",
      iccid,
      groupIds: [groupId],
    });
    const blind = await makeMember(account, ["device.register"]);
    const answers = [group.id, newId()].map((id) => perform(blind, registerDevice, put(id)));
    const [hidden, none] = (await Promise.allSettled(answers)).map(
      (answer) => "reason" in answer && answer.reason,
    );
    expect({ code: hidden.code, message: hidden.message }).toEqual({
      code: "not_found",
      message: none.message,
    });
    const seeing = await makeMember(account, ["device.register", "group.view"]);
    await expect(perform(seeing, registerDevice, put(group.id))).rejects.toMatchObject({ code: "forbidden" });
    const refused = await asSuperuser(
      "select detail->'lacking' as lacking from audit_event where actor_id = $1",
      [seeing.userId],
    );
    expect(refused).toEqual([{ lacking: ["group.assign"] }]);
  });

  it("takes it into stock, into its groups, and into the log", async () => {
    const member = await makeMember(account, ["device.register", "group.assign", "group.view"]);
    const { id } = await perform(member, registerDevice, {
      kind: "cellular",
      label: "Pump 1",
      iccid: "8988 3030 0000 0000 010F",
      imsi: "901 28 0000000001",
      groupIds: [group.id],
    });
    const [row] = await asSuperuser("select state, iccid, imsi, groups from device where id = $1", [id]);
    expect(row).toEqual({ state: "in_stock", iccid, imsi: "901280000000001", groups: [group.no] });
    const [kept] = await asSuperuser("select device_count from device_group where id = $1", [group.id]);
    expect(kept).toEqual({ device_count: 1 });
    const events = await asSuperuser("select action from audit_event where target_id = $1", [id]);
    expect(events).toEqual([{ action: "device.registered" }]);

    const editor = await makeMember(account, ["device.edit"], [group.no]);
    await perform(editor, editDevice, { deviceId: id, label: "A pump", note: "behind the gate" });
    const [renamed] = await asSuperuser("select label_key from device_group_member where device_id = $1", [
      id,
    ]);
    expect(renamed).toEqual({ label_key: "a pump" });
  });

  it("says at the field what is wrong, and does nothing", async () => {
    const member = await makeMember(account, ["device.register"]);
    await expect(
      perform(member, registerDevice, { kind: "cellular", label: "x", iccid: "89", imei: "1" }),
    ).rejects.toMatchObject({
      code: "invalid",
      fields: { iccid: expect.stringMatching(/19 or 20/), imei: expect.stringMatching(/15/) },
    });
  });

  it("refuses an identifier twice in an account, and does not tell of another account's", async () => {
    const member = await makeMember(account, ["device.register"]);
    await expect(
      perform(member, registerDevice, { kind: "cellular", label: "again", iccid }),
    ).rejects.toMatchObject({ code: "invalid", fields: { iccid: "Another device has this ICCID." } });
    const other = await makeMember(foreign, ["device.register"]);
    await expect(
      perform(other, registerDevice, { kind: "cellular", label: "theirs", iccid }),
    ).resolves.toMatchObject({ label: "theirs" });
  });

  it("asks for a fresh proof before it puts one into a group, as every other way into a group does", async () => {
    const member = await makeMember(account, ["device.register", "group.assign", "group.view"]);
    const at = new Date(Date.now() - 6 * 60_000);
    const stale: Member = {
      ...member,
      prover: { proof: { at, with: "app" }, factors: ["app"], phishingResistant: false },
    };
    const device = { kind: "lorawan" as const, label: "gauge", devEui: "70b3d57ed0050002" };
    await expect(perform(stale, registerDevice, { ...device, groupIds: [group.id] })).rejects.toMatchObject({
      code: "step_up_required",
    });
    const file = (columns: string) => ({ fileName: "devices.csv", content: `${columns}\nlorawan,gauge 2` });
    for (const heading of ["kind,label,groups", '\ufeffkind;label;" Group "', "kind\tlabel\tGROUPS"])
      await expect(perform(stale, startImport, file(heading))).rejects.toMatchObject({
        code: "step_up_required",
      });
    await perform(stale, startImport, file("kind,label"));
    await perform(stale, registerDevice, device);
  });

  it("cannot put it where its registrar may not assign", async () => {
    const member = await makeMember(account, ["device.register", "group.view"]);
    const device = { kind: "lorawan" as const, label: "sensor", devEui: "70b3d57ed0050001" };
    await expect(perform(member, registerDevice, { ...device, groupIds: [group.id] })).rejects.toMatchObject({
      code: "forbidden",
    });
    const foreignGroup = await makeGroup(foreign, "North");
    await expect(
      perform(member, registerDevice, { ...device, groupIds: [foreignGroup.id] }),
    ).rejects.toMatchObject({ code: "not_found" });
    expect(await asSuperuser("select from device where label = 'sensor'")).toEqual([]);
  });
});
