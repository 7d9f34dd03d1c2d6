import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
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
import { fillBulkAction } from "@/db/testing/fill-every-table";
import type { Member } from "@/lib/access/actor";
import type { Permission } from "@/lib/access/permissions";
import { listAdvice } from "@/lib/advice/list-advice";
import { editDevice } from "@/lib/devices/edit-device";
import { getDevice } from "@/lib/devices/get-device";
import { listDevices } from "@/lib/devices/list-devices";
import { suspendDevice } from "@/lib/devices/suspend-device";
import { addDevicesToGroup } from "@/lib/groups/add-devices-to-group";
import { getGroup } from "@/lib/groups/get-group";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { countUse, takeUses } from "@/lib/use/counter";
import { keepCounting } from "@/lib/use/keep-counting";
import { writeUses } from "@/lib/use/write-uses";
import { runBulkAction } from "@/worker/run-bulk-action";

let account: TestAccount;
let groups: TestGroup[];
let devices: { id: string; groups: number[] }[];

beforeAll(async () => {
  account = await makeAccount("counted");
  groups = [await makeGroup(account, "A"), await makeGroup(account, "B"), await makeGroup(account, "C")];
  const sets = [[0], [1], [0, 1], [1, 2], []];
  devices = [];
  for (const [index, set] of sets.entries()) {
    const of = set.flatMap((at) => groups[at] ?? []);
    devices.push({ id: await makeDevice(account, `d${index}`, of), groups: of.map(({ no }) => no) });
  }
});

interface Row {
  membership_id: string;
  permission: string;
  group_no: number;
  uses: number;
}

async function written(of: Member): Promise<Record<string, number>> {
  await writeUses();
  const rows = await asSuperuser<Row>(
    "select permission, group_no, uses from permission_use where account_id = $1 and membership_id = $2",
    [of.account.id, of.membershipId],
  );
  return Object.fromEntries(rows.map((row) => [`${row.permission} ${row.group_no}`, row.uses]));
}

type Step = { does: "list" | "see" | "edit" | "suspend" | "group"; at: number };

const steps = fc.array(
  fc.record({
    does: fc.constantFrom("list", "see", "edit", "suspend", "group") as fc.Arbitrary<Step["does"]>,
    at: fc.nat({ max: 4 }),
  }),
  { minLength: 1, maxLength: 12 },
);
const scopes = fc.oneof(
  fc.constant("all" as const),
  fc.uniqueArray(fc.nat({ max: 2 }), { minLength: 1, maxLength: 3 }),
);
const held = ["device.view", "device.edit", "group.view"] as const;

/** What the count must be, said without any of the code that counts: one per use and group, nothing for a refusal. */
function model(run: readonly Step[], scope: "all" | number[]): Record<string, number> {
  const counts: Record<string, number> = {};
  const add = (permission: string, nos: number[]) => {
    for (const no of nos.length > 0 ? nos : [0])
      counts[`${permission} ${no}`] = (counts[`${permission} ${no}`] ?? 0) + 1;
  };
  const inSight = (nos: number[]) => nos.filter((no) => scope === "all" || scope.includes(no));
  for (const { does, at } of run) {
    const device = devices[at];
    const group = groups[at % 3];
    if (!device || !group) continue;
    const seen = scope === "all" || inSight(device.groups).length > 0;
    const inGroups = scope === "all" ? [] : inSight(device.groups);
    if (does === "list") add("device.view", []);
    if (does === "see" && seen) add("device.view", inGroups);
    if (does === "edit" && seen) add("device.edit", inGroups);
    // suspending is not held at all
    if (does === "group" && inSight([group.no]).length > 0) add("group.view", [group.no]);
  }
  return counts;
}

describe("counting", () => {
  it("agrees with a plain model over random operations, permitted and refused", async () => {
    await fc.assert(
      fc.asyncProperty(steps, scopes, async (run, asked) => {
        const scope = asked === "all" ? asked : asked.flatMap((at) => groups[at]?.no ?? []);
        const actor = await makeMember(account, held, scope);
        for (const { does, at } of run) {
          const deviceId = devices[at]?.id ?? "";
          const attempts = {
            list: () => perform(actor, listDevices, {}),
            see: () => perform(actor, getDevice, { deviceId }),
            edit: () => perform(actor, editDevice, { deviceId, label: `d${at}`, note: newId() }),
            suspend: () => perform(actor, suspendDevice, { deviceId, reason: "" }),
            group: () => perform(actor, getGroup, { groupId: groups[at % 3]?.id ?? "" }),
          };
          await attempts[does]().catch((error: { code?: string }) => {
            if (error.code !== "forbidden" && error.code !== "not_found") throw error;
          });
        }
        expect(await written(actor)).toEqual(model(run, scope));
      }),
      { numRuns: 25 },
    );
  });

  it("counts nothing for what was refused, invalid or in conflict", async () => {
    const [device] = devices;
    const without = await makeMember(account, ["device.view"], [groups[1]?.no ?? 0]);
    await expect(perform(without, suspendDevice, { deviceId: device?.id ?? "" })).rejects.toThrow();
    await expect(perform(without, getDevice, { deviceId: device?.id ?? "" })).rejects.toThrow();
    await expect(perform(without, getDevice, { deviceId: "nothing" })).rejects.toThrow();
    const late = await makeMember(account, ["device.suspend"]);
    const suspended = await makeDevice(account, "suspended");
    await asSuperuser("update device set state = 'suspended' where id = $1", [suspended]);
    await expect(perform(late, suspendDevice, { deviceId: suspended })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await written(without)).toEqual({});
    expect(await written(late)).toEqual({});
  });

  it("counts in every group that devices were taken from and put into", async () => {
    const [from, to] = [groups[0]?.no ?? 0, groups[2]?.no ?? 0];
    const held: Permission[] = ["group.assign", "group.view", "device.view", "device.edit"];
    const mover = await makeMember(account, held, [from, to]);
    const moved = await makeDevice(account, "moved", groups.slice(0, 1));
    await perform(mover, addDevicesToGroup, { groupId: groups[2]?.id ?? "", deviceIds: [moved] });
    expect(await written(mover)).toEqual({ [`group.assign ${from}`]: 1, [`group.assign ${to}`]: 1 });
  });

  it("counts what a job does for whoever asked for it", async () => {
    const asker = await makeMember(account, ["device.suspend"], [groups[1]?.no ?? 0]);
    const device = await makeDevice(account, "for a job", groups.slice(1, 2));
    const bulkActionId = await fillBulkAction(account, asker, [device]);
    await asSuperuser("update bulk_action set operation = 'suspend' where id = $1", [bulkActionId]);
    await asSuperuser("update bulk_action_item set position = 1 where bulk_action_id = $1", [bulkActionId]);
    await runBulkAction({ accountId: account.id, userId: asker.userId, bulkActionId });
    expect(await written(asker)).toEqual({ [`device.suspend ${groups[1]?.no}`]: 1 });
  });

  it("crosses no account: the same person is counted in each for what was done there", async () => {
    const other = await makeAccount("counted-too");
    const [here, there] = [await makeAdministrator(account), await makeAdministrator(other)];
    await perform(here, listDevices, {});
    await perform(there, listDevices, {});
    await perform(there, listDevices, {});
    expect(await written(here)).toEqual({ "device.view 0": 1 });
    expect(await written(there)).toEqual({ "device.view 0": 2 });
    // a membership of one account cannot be counted in another: the row is refused and not tried for ever
    countUse({
      accountId: other.id,
      membershipId: here.membershipId,
      permission: "device.view",
      scope: "all",
      on: [],
      at: new Date(),
    });
    await writeUses();
    expect(await written(here)).toEqual({ "device.view 0": 1 });
    expect(takeUses()).toEqual([]);
  });

  it("keeps the newest use beside the days, whichever process writes last", async () => {
    const person = await makeMember(account, ["device.view"]);
    const use = (at: string) =>
      countUse({
        accountId: account.id,
        membershipId: person.membershipId,
        permission: "device.view",
        scope: "all",
        on: [],
        at: new Date(at),
      });
    use("2026-03-02T00:00:01Z");
    use("2026-03-01T23:59:59Z");
    await writeUses();
    use("2026-03-01T12:00:00Z");
    await writeUses();
    expect(
      await asSuperuser("select day::text, uses from permission_use where membership_id = $1 order by day", [
        person.membershipId,
      ]),
    ).toEqual([
      { day: "2026-03-01", uses: 2 },
      { day: "2026-03-02", uses: 1 },
    ]);
    expect(
      await asSuperuser("select last_used_at as at from permission_last_use where membership_id = $1", [
        person.membershipId,
      ]),
    ).toEqual([{ at: new Date("2026-03-02T00:00:01Z") }]);
  });

  it("writes nothing while a request is answered, and the rest when the process ends", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const end = keepCounting();
    const person = await makeMember(account, ["device.view"]);
    await perform(person, listDevices, {});
    const rows = () =>
      asSuperuser("select uses from permission_use where membership_id = $1", [person.membershipId]);
    expect(await rows()).toEqual([]);
    vi.advanceTimersByTime(15_000);
    await vi.waitFor(async () => expect(await rows()).toEqual([{ uses: 1 }]));
    await perform(person, listDevices, {});
    await end();
    expect(await rows()).toEqual([{ uses: 2 }]);
    vi.useRealTimers();
  });

  it("is hidden from who is limited to groups", async () => {
    const limited = await makeMember(account, ["device.view", "member.view"], [groups[0]?.no ?? 0]);
    limited.scopes = new Map([["device.view", [groups[0]?.no ?? 0]]]);
    await expect(perform(limited, listAdvice, {})).rejects.toMatchObject({ code: "forbidden" });
  });
});
