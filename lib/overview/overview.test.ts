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
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { overviewDevices } from "@/lib/overview/overview-devices";
import { overviewGroups } from "@/lib/overview/overview-groups";
import { overviewPeople } from "@/lib/overview/overview-people";
import { overviewRefusals } from "@/lib/overview/overview-refusals";
import { overviewUsage } from "@/lib/overview/overview-usage";

let account: TestAccount;
let north: TestGroup;
let administrator: Member;
let technician: Member;

beforeAll(async () => {
  account = await makeAccount("ours");
  const foreign = await makeAccount("theirs");
  north = await makeGroup(account, "North");
  const south = await makeGroup(account, "South");
  const both = await makeDevice(account, "both", [north, south]);
  const online = await makeDevice(account, "online", [north]);
  const hidden = await makeDevice(account, "hidden", [south]);
  await makeDevice(foreign, "theirs");
  await asSuperuser("update device set online = true where id = any($1::uuid[])", [[online, hidden]]);
  await asSuperuser("update device set state = 'terminated' where id = $1", [hidden]);
  for (const [device, bytes] of [
    [both, 100],
    [hidden, 1000],
  ] as const)
    await asSuperuser(
      "insert into usage_hour (account_id, device_id, hour, up_bytes, down_bytes) values ($1, $2, date_trunc('hour', now()), $3, $3)",
      [account.id, device, bytes],
    );
  await asSuperuser(
    "insert into account_usage_hour (account_id, hour, up_bytes, down_bytes) values ($1, date_trunc('hour', now()), 1100, 1100)",
    [account.id],
  );
  administrator = await makeAdministrator(account);
  technician = await makeMember(account, ["device.view", "usage.view", "group.view"], [north.no]);
});

describe("the overview", () => {
  it("counts what the viewer has, each device once", async () => {
    expect(await perform(administrator, overviewDevices, {})).toEqual({
      total: 3,
      online: 2,
      states: { active: 2, terminated: 1 },
      activeOffline: 1,
      onlineNotActive: 1,
    });
  });

  it("betrays to a technician no device, usage or group but her own", async () => {
    expect(await perform(technician, overviewDevices, {})).toEqual({
      total: 2,
      online: 1,
      states: { active: 2 },
      activeOffline: 1,
      onlineNotActive: 0,
    });
    expect(await perform(technician, overviewUsage, {})).toMatchObject({ up: 100, down: 100 });
    expect((await perform(technician, overviewGroups, {})).groups.map((group) => group.name)).toEqual([
      "North",
    ]);
    await expect(perform(technician, overviewPeople, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(perform(technician, overviewRefusals, {})).rejects.toMatchObject({ code: "forbidden" });
  });

  it("adds up a week of hours, the empty ones included", async () => {
    const usage = await perform(administrator, overviewUsage, {});
    expect(usage).toMatchObject({ up: 1100, down: 1100 });
    expect(usage?.hours).toHaveLength(168);
    expect(usage?.hours.at(-1)).toMatchObject({ up: 1100 });
  });

  it("leaves usage out where it cannot be added up while one waits", async () => {
    await asSuperuser("update device_group set device_count = 100000 where id = $1", [north.id]);
    expect(await perform(technician, overviewUsage, {})).toBeNull();
  });

  it("says whose access ends soon and which invitations wait", async () => {
    const leaving = await makeMember(account, []);
    await asSuperuser(
      `insert into role_grant (account_id, id, membership_id, role_id, whole_account, ends_at)
       values ($1, $2, $3, $4, true, now() + interval '2 days')`,
      [account.id, newId(), leaving.membershipId, account.roles.auditor],
    );
    expect(await perform(administrator, overviewPeople, {})).toMatchObject({
      ending: [{ memberId: leaving.membershipId, role: "Auditor" }],
      invitations: { open: 0, expired: 0 },
    });
    // the two attempts of the technician above
    expect(await perform(administrator, overviewRefusals, {})).toEqual({ count: 2, orMore: false });
  });
});
