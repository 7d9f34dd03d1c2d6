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
import { countDevices } from "@/lib/devices/count-devices";
import type { DeviceFilterInput } from "@/lib/devices/device-filters";
import { listDevices } from "@/lib/devices/list-devices";
import { searchDevices } from "@/lib/devices/search-devices";
import { perform } from "@/lib/operation/perform";

describe("listing devices", () => {
  let account: TestAccount;
  let foreign: TestAccount;
  let administrator: Member;
  let technician: Member;
  let manyGroups: Member;
  const groups: TestGroup[] = [];
  let foreignGroup: TestGroup;
  /** label → the indexes of its groups */
  const estate = new Map<string, number[]>();

  beforeAll(async () => {
    account = await makeAccount("listing");
    foreign = await makeAccount("listing-foreign");
    foreignGroup = await makeGroup(foreign, "Group 1");
    for (let index = 0; index < 24; index += 1) groups.push(await makeGroup(account, `Group ${index}`));
    for (let index = 0; index < 130; index += 1) {
      const label = `${index % 2 ? "Pump" : "meter"} ${String((index * 37) % 130).padStart(3, "0")}`;
      const within = index % 13 === 0 ? [] : [...new Set([index % 24, (index * 7) % 24])];
      estate.set(label, within);
      const id = await makeDevice(
        account,
        label,
        within.flatMap((at) => groups[at] ?? []),
      );
      await asSuperuser("update device set state = $2, kind = $3, online = $4 where id = $1", [
        id,
        ["active", "suspended", "in_stock"][index % 3],
        index % 5 === 0 ? "satellite" : "cellular",
        index % 4 === 0,
      ]);
    }
    for (let index = 0; index < 5; index += 1)
      await makeDevice(foreign, `meter foreign ${index}`, [foreignGroup]);
    administrator = await makeAdministrator(account);
    technician = await makeMember(account, ["device.view", "group.view"], [1, 2, 3]);
    manyGroups = await makeMember(
      account,
      ["device.view"],
      groups.slice(0, 20).map((group) => group.no),
    );
  }, 120_000);

  const byKey = (one: string, other: string) =>
    Buffer.compare(Buffer.from(one.toLowerCase()), Buffer.from(other.toLowerCase()));
  const within = (count: number) =>
    [...estate].filter(([, at]) => at.some((each) => each < count)).map(([label]) => label);

  /** Every page from the first, and back again: what a person sees who goes to the end and returns. */
  async function walk(
    actor: Member,
    input: DeviceFilterInput & { sort?: "label" | "newest"; limit?: number },
  ) {
    const forward: string[] = [];
    let cursor: string | undefined;
    let last: string | undefined;
    for (;;) {
      const page = await perform(actor, listDevices, { limit: 7, ...input, cursor });
      expect(page.from).toBe(forward.length);
      forward.push(...page.devices.map((device) => device.label));
      if (!page.next) {
        last = page.previous ?? undefined;
        break;
      }
      cursor = page.next;
    }
    const backward: string[] = [];
    for (cursor = last; cursor; ) {
      const page = await perform(actor, listDevices, { limit: 7, ...input, cursor });
      backward.unshift(...page.devices.map((device) => device.label));
      cursor = page.previous ?? undefined;
    }
    expect(forward.slice(0, backward.length)).toEqual(backward);
    return forward;
  }

  it("shows all of the account, in order, page by page and back", async () => {
    expect(await walk(administrator, {})).toEqual([...estate.keys()].sort(byKey));
    expect(await walk(administrator, { sort: "newest" })).toEqual([...estate.keys()].reverse());
    expect(await perform(administrator, countDevices, {})).toEqual({ count: 130, atLeast: false });
  });

  it("shows a technician the devices of her groups, each once, and counts no others", async () => {
    const hers = within(3);
    expect(await walk(technician, {})).toEqual(hers.toSorted(byKey));
    expect(await walk(technician, { sort: "newest" })).toEqual(hers.toReversed());
    expect(await perform(technician, countDevices, {})).toEqual({ count: hers.length, atLeast: false });
  });

  it("shows the same through many groups as one by one", async () => {
    const theirs = within(20);
    expect(await walk(manyGroups, {})).toEqual(theirs.toSorted(byKey));
    expect(await walk(manyGroups, { limit: 50 })).toEqual(theirs.toSorted(byKey));
    expect(await walk(manyGroups, { sort: "newest" })).toEqual(theirs.toReversed());
    expect((await perform(manyGroups, countDevices, {})).count).toBe(theirs.length);
  });

  it("narrows by state, kind and presence in any combination, and counts what it shows", async () => {
    for (const actor of [administrator, technician, manyGroups])
      for (const filters of [
        { state: "active" },
        { state: "active,suspended", kind: "satellite" },
        { online: "true", state: ["in_stock"] },
        { kind: ["cellular" as const], online: false },
        { state: "terminated" },
      ]) {
        const expected = await asSuperuser<{ label: string }>(
          `select label from device where account_id = $1 and ($2::int[] is null or groups && $2)
             and ($3::text[] is null or state = any($3)) and ($4::text[] is null or kind = any($4))
             and ($5::bool is null or online = $5) order by label_key`,
          [
            account.id,
            actor.scopes.get("device.view") === "all" ? null : actor.scopes.get("device.view"),
            filters.state === undefined ? null : [filters.state].flat().flatMap((each) => each.split(",")),
            filters.kind === undefined ? null : [filters.kind].flat(),
            filters.online === undefined ? null : String(filters.online) === "true",
          ],
        );
        expect(await walk(actor, filters)).toEqual(expected.map((row) => row.label));
        expect((await perform(actor, countDevices, filters)).count).toBe(expected.length);
      }
  });

  it("narrows to one group, and answers alike for a group out of sight, a foreign one, and none", async () => {
    const [first, , , fourth] = groups;
    const inFirst = [...estate].filter(([, at]) => at.includes(0)).map(([label]) => label);
    expect(await walk(administrator, { group: first?.id })).toEqual(inFirst.toSorted(byKey));
    expect((await perform(technician, countDevices, { group: first?.id })).count).toBe(inFirst.length);
    const answers = await Promise.all(
      [fourth?.id, foreignGroup.id, account.id].map((group) =>
        perform(technician, listDevices, { group }).catch((error) => [error.code, error.message]),
      ),
    );
    expect(answers[0]).toEqual(["not_found", expect.any(String)]);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it("finds devices by the beginning of a label or of any identifier, in the scope only", async () => {
    const pumps = [...estate.keys()].filter((label) => label.startsWith("Pump")).sort(byKey);
    expect(await walk(administrator, { q: "PUMP" })).toEqual(pumps);
    expect(await walk(technician, { q: "pump" })).toEqual(
      within(3)
        .filter((label) => label.startsWith("Pump"))
        .sort(byKey),
    );
    expect((await walk(administrator, { q: "8988303" })).length).toBe(130);
    expect((await walk(technician, { q: "8988303" })).sort()).toEqual(within(3).sort());
    expect((await perform(manyGroups, countDevices, { q: "90128" })).count).toBe(within(20).length);
    expect(await walk(administrator, { q: "meter foreign" })).toEqual([]);
  });

  it("suggests only what the viewer may see, by the identifier that was typed", async () => {
    const [out] = await asSuperuser<{ label: string; imsi: string }>(
      "select label, imsi from device where account_id = $1 and groups = '{}' limit 1",
      [account.id],
    );
    const spaced = out?.imsi.replace(/^(.{3})(.{2})/, "$1 $2-") ?? "";
    const found = await perform(administrator, searchDevices, { q: spaced });
    expect(found).toMatchObject([{ label: out?.label, identifier: out?.imsi }]);
    expect(await perform(technician, searchDevices, { q: spaced })).toEqual([]);
    expect(await perform(technician, searchDevices, { q: "" })).toEqual([]);
  });

  it("names only groups that the viewer may see", async () => {
    const names = async (actor: Member) =>
      (await perform(actor, listDevices, { limit: 100 })).devices.flatMap((device) =>
        device.groups.map((group) => group.name),
      );
    expect(new Set(await names(technician))).toEqual(new Set(["Group 0", "Group 1", "Group 2"]));
    expect(await names(manyGroups)).toEqual([]);
  });

  it("tells usage only to those who may see it on that device, and of this month only", async () => {
    const [device] = (await perform(technician, listDevices, {})).devices;
    await asSuperuser(
      "update device set usage_month = date_trunc('month', now() at time zone 'UTC'), month_up_bytes = 5, month_down_bytes = 7 where id = $1",
      [device?.id],
    );
    const seen = async (actor: Member) =>
      (await perform(actor, listDevices, { q: device?.label })).devices[0]?.usage;
    expect(await seen(technician)).toBeNull();
    const scopes = new Map([...technician.scopes, ["usage.view", [1, 2, 3]] as const]);
    expect(await seen({ ...technician, scopes })).toEqual({ upBytes: 5, downBytes: 7 });
    await asSuperuser("update device set usage_month = '2020-01-01' where id = $1", [device?.id]);
    expect(await seen({ ...technician, scopes })).toEqual({ upBytes: 0, downBytes: 0 });
  });

  it("cannot be read without the permission, nor with a cursor made up", async () => {
    const nobody = await makeMember(account, ["group.view"]);
    await expect(perform(nobody, listDevices, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(perform(technician, listDevices, { cursor: "x" })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(perform(technician, listDevices, { state: "lost" })).rejects.toMatchObject({
      code: "invalid",
    });
  });
});
