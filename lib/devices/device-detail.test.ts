import { beforeAll, describe, expect, it } from "vitest";
import {
  asSuperuser,
  makeAccount,
  makeDevice,
  makeGroup,
  makeMember,
  type TestAccount,
  type TestGroup,
} from "@/db/testing/estate";
import type { Permission } from "@/lib/access/permissions";
import { activateDevice } from "@/lib/devices/activate-device";
import { deviceHistory } from "@/lib/devices/device-history";
import { devicePresence, intervalsIn } from "@/lib/devices/device-presence";
import { deviceUsage } from "@/lib/devices/device-usage";
import { getDevice } from "@/lib/devices/get-device";
import { listSessions } from "@/lib/devices/list-sessions";
import { resumeDevice } from "@/lib/devices/resume-device";
import { suspendDevice } from "@/lib/devices/suspend-device";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";

describe("a device's page", () => {
  let account: TestAccount;
  let foreign: TestAccount;
  let north: TestGroup;
  let south: TestGroup;
  let device: string;

  beforeAll(async () => {
    account = await makeAccount("detail");
    foreign = await makeAccount("detail-foreign");
    north = await makeGroup(account, "North");
    south = await makeGroup(account, "South");
    device = await makeDevice(account, "meter 1", [north, south]);
    for (let hour = 0; hour < 40; hour += 1) {
      await asSuperuser(
        `insert into data_session (account_id, id, device_id, session_key, acct_session_id, nas, started_at, last_heard_at,
           stopped_at, up_bytes, down_bytes, counters)
         values ($1, $2, $3, $4, $4, 'nas', now() - $5 * interval '1 hour', now() - $5 * interval '1 hour' + interval '20 minutes',
           now() - $5 * interval '1 hour' + interval '30 minutes', 1, 2, '{}')`,
        [account.id, newId(), device, `s${hour}`, hour + 1],
      );
      await asSuperuser(
        `insert into usage_hour values ($1, $2, date_trunc('hour', now()) - $3 * interval '1 hour', 10, 20)`,
        [account.id, device, hour + 1],
      );
    }
  });

  const member = (permissions: Permission[], groups?: TestGroup[]) =>
    makeMember(account, permissions, groups ? groups.map((group) => group.no) : "all");

  it("shows what this viewer may do to this device, and only the groups in sight", async () => {
    const technician = await member(["device.view", "group.view", "device.suspend"], [south]);
    const seen = await perform(technician, getDevice, { deviceId: device });
    expect(seen).toMatchObject({ label: "meter 1", actions: ["suspend"], usage: null, currentSession: null });
    expect(seen.groups.map((group) => group.name)).toEqual(["South"]);
    const elsewhere = await makeMember(account, ["device.view"]);
    const scopes = new Map([...elsewhere.scopes, ["device.terminate", [99]] as const]);
    expect((await perform({ ...elsewhere, scopes }, getDevice, { deviceId: device })).actions).toEqual([]);
  });

  it("answers alike in every part for a device out of sight, a foreign one, and none", async () => {
    const other = await makeGroup(account, `Other ${newId()}`);
    const technician = await member(["device.view", "usage.view"], [other]);
    const foreignDevice = await makeDevice(foreign, "meter 1");
    for (const operation of [getDevice, deviceHistory, devicePresence, deviceUsage, listSessions]) {
      const answers = await Promise.all(
        [device, foreignDevice, newId()].map((deviceId) =>
          // biome-ignore lint/suspicious/noExplicitAny: one of several operations with the same input
          perform(technician, operation as any, { deviceId }).catch((error) => [error.code, error.message]),
        ),
      );
      expect(answers).toEqual([
        ["not_found", expect.any(String)],
        ["not_found", expect.any(String)],
        ["not_found", expect.any(String)],
      ]);
      expect(new Set(answers.map(String)).size).toBe(1);
    }
  });

  it("cannot show usage or sessions to those who may only see the device", async () => {
    const technician = await member(["device.view"], [north]);
    const refused = { code: "forbidden" };
    await expect(perform(technician, deviceUsage, { deviceId: device })).rejects.toMatchObject(refused);
    await expect(perform(technician, listSessions, { deviceId: device })).rejects.toMatchObject(refused);
  });

  it("shows every session once, page by page, and usage to the byte", async () => {
    const technician = await member(["device.view", "usage.view"], [north]);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await perform(technician, listSessions, { deviceId: device, limit: 7, cursor });
      seen.push(...page.sessions.map((session) => session.id));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(40);
    expect(seen.length).toBe(40);
    const usage = await perform(technician, deviceUsage, { deviceId: device, window: "week" });
    expect(usage.total).toEqual({ up: 400, down: 800 });
    expect(usage.points.length).toBe(168);
    expect(usage.points[0]).toMatchObject({ up: null, down: null });
    const day = await perform(technician, deviceUsage, { deviceId: device, window: "day" });
    expect(day.total).toEqual({ up: 230, down: 460 });
  });

  it("shows presence as one row of times without a hole", async () => {
    const technician = await member(["device.view"], [north]);
    const { intervals } = await perform(technician, devicePresence, { deviceId: device, hours: 24 });
    expect(intervals.filter((each) => each.online).length).toBe(24);
    expect(intervals.slice(1).every((each, index) => each.from === intervals[index]?.to)).toBe(true);
    const times = intervalsIn(
      [
        { from: 10, to: 20 },
        { from: 15, to: 30 },
        { from: 50, to: 200 },
      ],
      0,
      100,
    ).map((each) => [Date.parse(each.from), Date.parse(each.to), each.online]);
    expect(times).toEqual([
      [10, 30, true],
      [30, 50, false],
      [50, 100, true],
    ]);
  });

  it("is suspended and resumed only by whoever may, and keeps its history", async () => {
    const id = await makeDevice(account, "meter 2", [north]);
    const operator = await member(["device.view", "device.suspend"], [north]);
    const activator = await member(["device.view", "device.activate"], [north]);
    await perform(operator, suspendDevice, { deviceId: id, reason: "maintenance" });
    await expect(perform(activator, activateDevice, { deviceId: id })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(perform(activator, resumeDevice, { deviceId: id })).rejects.toMatchObject({
      code: "forbidden",
    });
    await perform(operator, resumeDevice, { deviceId: id });
    const { changes } = await perform(operator, deviceHistory, { deviceId: id });
    expect(changes.map(({ from, to, reason }) => [from, to, reason])).toEqual([
      ["suspended", "active", ""],
      ["active", "suspended", "maintenance"],
    ]);
    const events = await asSuperuser(
      "select action, outcome from audit_event where target_id = $1 and outcome = 'done' order by at",
      [id],
    );
    expect(events.map((event) => (event as { action: string }).action)).toEqual([
      "device.suspended",
      "device.resumed",
    ]);
  });
});
