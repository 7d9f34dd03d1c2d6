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
import { terminateDevice } from "@/lib/devices/terminate-device";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";

describe("terminating a device", () => {
  let account: TestAccount;
  let foreign: TestAccount;
  let north: TestGroup;
  let south: TestGroup;

  beforeAll(async () => {
    account = await makeAccount("north-water");
    foreign = await makeAccount("harbour");
    north = await makeGroup(account, "North");
    south = await makeGroup(account, "South");
  });

  const attempt = (actor: Parameters<typeof perform>[0], deviceId: string, confirmation = "meter 1") =>
    perform(actor, terminateDevice, { deviceId, reason: "lost in the field", confirmation });

  it("is final, and recorded with its reason", async () => {
    const device = await makeDevice(account, "meter 1", [north]);
    const operator = await makeMember(account, ["device.view", "device.terminate"], [north.no]);
    await attempt(operator, device);
    const [row] = await asSuperuser("select state from device where id = $1", [device]);
    expect(row).toEqual({ state: "terminated" });
    const events = await asSuperuser(
      "select action, outcome, detail->>'reason' as reason from audit_event where target_id = $1",
      [device],
    );
    expect(events).toEqual([{ action: "device.terminated", outcome: "done", reason: "lost in the field" }]);
    await expect(attempt(operator, device)).rejects.toMatchObject({ code: "conflict" });
  });

  it("is refused, and the refusal recorded, for a technician who may only see the device", async () => {
    const device = await makeDevice(account, "meter 1", [south]);
    const technician = await makeMember(account, ["device.view"]);
    await expect(attempt(technician, device)).rejects.toMatchObject({ code: "forbidden" });
    const events = await asSuperuser("select action, outcome from audit_event where target_id = $1", [
      device,
    ]);
    expect(events).toEqual([{ action: "operation.refused", outcome: "refused" }]);
  });

  it("is forbidden outside the groups where it is held, when the device can be seen", async () => {
    const device = await makeDevice(account, "meter 1", [south]);
    const operator = await makeMember(account, ["device.terminate"], [north.no]);
    const scopes = new Map([...operator.scopes, ["device.view", "all"] as const]);
    await expect(attempt({ ...operator, scopes }, device)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("answers alike for a device out of sight, one of another account, and none at all", async () => {
    const operator = await makeMember(account, ["device.view", "device.terminate"], [north.no]);
    const outOfSight = await makeDevice(account, "meter 1", [south]);
    const others = await makeDevice(foreign, "meter 1");
    const answers = await Promise.all(
      [outOfSight, others, newId()].map((id) =>
        attempt(operator, id).catch((error) => ({ code: error.code, message: error.message })),
      ),
    );
    expect(answers[0]).toMatchObject({ code: "not_found" });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it("does nothing when the typed name is another", async () => {
    const device = await makeDevice(account, "meter 1", [north]);
    const operator = await makeMember(account, ["device.terminate"]);
    await expect(attempt(operator, device, "meter 2")).rejects.toMatchObject({ code: "invalid" });
    const [row] = await asSuperuser("select state from device where id = $1", [device]);
    expect(row).toEqual({ state: "active" });
  });
});
