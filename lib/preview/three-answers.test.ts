import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  makeAccount,
  makeAdministrator,
  makeDevice,
  makeGroup,
  makeMember,
  type TestAccount,
  type TestGroup,
} from "@/db/testing/estate";
import type { Member } from "@/lib/access/actor";
import { type Permission, permissions } from "@/lib/access/permissions";
import { editDevice } from "@/lib/devices/edit-device";
import { listDevices } from "@/lib/devices/list-devices";
import { addDevicesToGroup } from "@/lib/groups/add-devices-to-group";
import { changeGroup } from "@/lib/groups/change-group";
import { previewRule } from "@/lib/groups/preview-rule";
import { removeDevicesFromGroup } from "@/lib/groups/remove-devices-from-group";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { resolveMemberById } from "@/lib/operation/resolve-actor";
import { changeGrant } from "@/lib/people/change-grant";
import { giveGrant } from "@/lib/people/give-grant";
import { revokeGrant } from "@/lib/people/revoke-grant";
import { previewGrant } from "@/lib/preview/preview-grant";
import { previewMove } from "@/lib/preview/preview-move";
import { previewRole } from "@/lib/preview/preview-role";
import type { Which } from "@/lib/preview/sight";
import { changeRole } from "@/lib/roles/change-role";
import { createRole } from "@/lib/roles/create-role";

const some: Permission[] = ["device.view", "device.terminate", "usage.view", "group.view", "stock.order"];

/** The rules of access once more, as plainly as they can be written: sets, and nothing shared with the product. */
class Model {
  devices = new Map<string, Set<number>>();
  grants = new Map<string, { member: number; role: number; where: "all" | Set<number>; version: number }>();
  labels = new Map<string, string>();
  /** by group number: how labels begin of the devices that fill it; null: by hand */
  rules = new Map<number, { begins: string | null; version: number }>();
  roles: { id: string; version: number; name: string; gives: Set<Permission> }[] = [];

  /** Brings groups with a rule in line with the labels. */
  follow(): void {
    for (const [no, { begins }] of this.rules)
      if (begins !== null)
        for (const [id, groups] of this.devices)
          if (this.labels.get(id)?.startsWith(begins)) groups.add(no);
          else groups.delete(no);
  }

  sees(member: number, permission: Permission): Set<string> {
    const seen = new Set<string>();
    if (permissions[permission].scope === "account") return seen;
    for (const grant of this.grants.values()) {
      if (grant.member !== member || !this.roles[grant.role]?.gives.has(permission)) continue;
      for (const [id, groups] of this.devices)
        if (grant.where === "all" || [...groups].some((no) => (grant.where as Set<number>).has(no)))
          seen.add(id);
    }
    return seen;
  }

  holds(member: number, permission: Permission): boolean {
    return [...this.grants.values()].some(
      (grant) =>
        grant.member === member &&
        this.roles[grant.role]?.gives.has(permission) &&
        (permissions[permission].scope === "device" || grant.where === "all"),
    );
  }
}

interface World {
  account: TestAccount;
  administrator: Member;
  members: Member[];
  groups: TestGroup[];
  model: Model;
}

async function makeWorld(memberships: readonly (readonly number[])[]): Promise<World> {
  const account = await makeAccount(`three-${newId().slice(-12)}`);
  const groups = [];
  for (const name of ["A", "B", "C", "D"]) groups.push(await makeGroup(account, name));
  const model = new Model();
  for (const [index, nos] of memberships.entries()) {
    const inGroups = groups.filter((_, at) => nos.includes(at));
    const label = `device ${String(index).padStart(2, "0")}`;
    const id = await makeDevice(account, label, inGroups);
    model.labels.set(id, label);
    model.devices.set(id, new Set(inGroups.map(({ no }) => no)));
  }
  const members = [await makeMember(account, []), await makeMember(account, [])];
  return { account, administrator: await makeAdministrator(account), members, groups, model };
}

const scopeArbitrary = fc.oneof(
  { weight: 1, arbitrary: fc.constant("all" as const) },
  { weight: 4, arbitrary: fc.subarray([0, 1, 2, 3], { minLength: 1 }) },
);
const step = fc.oneof(
  fc.record({
    kind: fc.constant("give" as const),
    member: fc.nat(1),
    role: fc.nat(2),
    where: scopeArbitrary,
  }),
  fc.record({
    kind: fc.constant("change" as const),
    which: fc.nat(9),
    role: fc.nat(2),
    where: scopeArbitrary,
  }),
  fc.record({ kind: fc.constant("revoke" as const), which: fc.nat(9) }),
  fc.record({
    kind: fc.constant("role" as const),
    role: fc.nat(2),
    gives: fc.subarray(some, { minLength: 1 }),
  }),
  fc.record({
    kind: fc.constant("rule" as const),
    group: fc.nat(3),
    begins: fc.constantFrom(null, "device 0", "device 1", "pump"),
  }),
  fc.record({
    kind: fc.constant("label" as const),
    device: fc.nat(29),
    word: fc.constantFrom("device", "pump"),
  }),
  fc.record({
    kind: fc.constant("move" as const),
    way: fc.constantFrom("in" as const, "out" as const),
    group: fc.nat(3),
    devices: fc.uniqueArray(fc.nat(29), { minLength: 1, maxLength: 12 }),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const minus = (one: Set<string>, other: Set<string>) => [...one].filter((id) => !other.has(id)).sort();

/** What the person's own list says, page by page, under row-level security. */
async function seenThrough(world: World, member: number): Promise<string[]> {
  const person = await resolveMemberById(world.account.id, world.members[member]?.userId ?? "");
  if (!person?.scopes.has("device.view")) return [];
  const found: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await perform(person, listDevices, { limit: 7, cursor });
    found.push(...page.devices.map(({ id }) => id));
    cursor = page.next;
  }
  return found.sort();
}

type Person = { devices: Record<Which, number>; permissions: { key: Permission; after: string }[] };

/** Looks at a draft, does it, and expects three times the same. */
async function compare(
  world: World,
  member: number,
  look: (list?: { which: Which; cursor?: string }) => Promise<{
    refused: unknown;
    person: Person | null;
    list: { devices: { id: string }[]; next: string | null } | null;
  }>,
  apply: () => Promise<unknown>,
): Promise<void> {
  const { model } = world;
  const before = model.sees(member, "device.view");
  expect(await seenThrough(world, member)).toEqual([...before].sort());
  const { refused, person } = await look();
  const listed: Partial<Record<Which, string[]>> = {};
  for (const which of ["added", "removed", "after"] as const) {
    listed[which] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const { list } = await look({ which, cursor });
      listed[which].push(...(list?.devices ?? []).map(({ id }) => id));
      cursor = list?.next ?? null;
    }
  }
  await apply();
  const after = model.sees(member, "device.view");
  expect(refused).toBeNull();
  expect(person?.devices).toMatchObject({
    before: before.size,
    after: after.size,
    added: minus(after, before).length,
    removed: minus(before, after).length,
  });
  expect(listed.added?.sort()).toEqual(minus(after, before));
  expect(listed.removed?.sort()).toEqual(minus(before, after));
  expect(listed.after?.sort()).toEqual([...after].sort());
  expect(person?.permissions.filter((each) => each.after !== "no").map(({ key }) => key)).toEqual(
    some.filter((key) => model.holds(member, key)).sort(byVocabulary),
  );
  expect(await seenThrough(world, member)).toEqual([...after].sort());
}

const byVocabulary = (one: Permission, other: Permission) =>
  Object.keys(permissions).indexOf(one) - Object.keys(permissions).indexOf(other);

async function take(world: World, what: Step): Promise<void> {
  const { administrator, model, groups, members } = world;
  const scopeOf = (where: "all" | number[]) =>
    where === "all"
      ? ({ kind: "account" } as const)
      : ({ kind: "groups", groupIds: where.map((at) => groups[at]?.id ?? "") } as const);
  const nosOf = (where: "all" | number[]) =>
    where === "all" ? where : new Set(where.map((at) => groups[at]?.no ?? 0));
  const grants = [...model.grants];

  if (what.kind === "give") {
    const role = model.roles[what.role];
    const input = {
      memberId: members[what.member]?.membershipId ?? "",
      roleId: role?.id ?? "",
      scope: scopeOf(what.where),
    };
    await compare(
      world,
      what.member,
      (list) => perform(administrator, previewGrant, { kind: "give", ...input, list }),
      async () => {
        const { id } = await perform(administrator, giveGrant, input);
        model.grants.set(id, { ...what, where: nosOf(what.where), version: 1 });
      },
    );
  } else if (what.kind === "change" || what.kind === "revoke") {
    const [grantId, grant] = grants[what.which % Math.max(1, grants.length)] ?? [];
    if (!grantId || !grant) return;
    if (what.kind === "revoke")
      return compare(
        world,
        grant.member,
        (list) => perform(administrator, previewGrant, { kind: "revoke", grantId, list }),
        async () => {
          await perform(administrator, revokeGrant, { grantId });
          model.grants.delete(grantId);
        },
      );
    const roleId = model.roles[what.role]?.id ?? "";
    const input = { grantId, version: grant.version, roleId, scope: scopeOf(what.where) };
    await compare(
      world,
      grant.member,
      (list) => perform(administrator, previewGrant, { kind: "change", ...input, list }),
      async () => {
        const { version } = await perform(administrator, changeGrant, input);
        model.grants.set(grantId, { ...grant, role: what.role, where: nosOf(what.where), version });
      },
    );
  } else if (what.kind === "role") {
    const role = model.roles[what.role];
    if (!role || what.gives.toSorted().join() === [...role.gives].sort().join()) return;
    const input = { roleId: role.id, version: role.version, name: role.name, permissions: what.gives };
    await compare(
      world,
      0,
      (list) =>
        perform(administrator, previewRole, { ...input, memberId: members[0]?.membershipId ?? "", list }),
      async () => {
        role.version = (await perform(administrator, changeRole, input)).version;
        role.gives = new Set(what.gives);
      },
    );
  } else if (what.kind === "rule") {
    const group = groups[what.group];
    if (!group) return;
    const { version } = model.rules.get(group.no) ?? { version: 1 };
    const rule = what.begins === null ? null : { label: { how: "begins" as const, text: what.begins } };
    const foreseen = rule && (await perform(administrator, previewRule, { groupId: group.id, rule }));
    const had = new Set([...model.devices].flatMap(([id, nos]) => (nos.has(group.no) ? [id] : [])));
    const done = await perform(administrator, changeGroup, {
      groupId: group.id,
      version,
      name: `group ${group.no}`,
      description: "",
      rule,
    });
    model.rules.set(group.no, { begins: what.begins, version: done.version });
    model.follow();
    const has = new Set([...model.devices].flatMap(([id, nos]) => (nos.has(group.no) ? [id] : [])));
    if (foreseen)
      expect(foreseen).toMatchObject({
        refused: null,
        joins: minus(has, had).length,
        leaves: minus(had, has).length,
      });
    await expectSight(world);
  } else if (what.kind === "label") {
    const [deviceId = ""] = [...model.devices.keys()].slice(what.device);
    const label = `${what.word} ${String(what.device).padStart(2, "0")}`;
    await perform(administrator, editDevice, { deviceId, label, note: "" });
    model.labels.set(deviceId, label);
    model.follow();
    await expectSight(world);
  } else {
    const ids = [...model.devices.keys()];
    const deviceIds = what.devices.flatMap((at) => ids[at] ?? []);
    const group = groups[what.group];
    if (!group) return;
    const before = members.map((_, at) => some.map((key) => model.sees(at, key)));
    const foreseen = await perform(administrator, previewMove, {
      groupId: group.id,
      way: what.way,
      selection: { deviceIds },
    });
    const moved = { groupId: group.id, deviceIds };
    if ((model.rules.get(group.no)?.begins ?? null) !== null) {
      const some = deviceIds.some((id) => model.devices.get(id)?.has(group.no) !== (what.way === "in"));
      if (some) expect(foreseen.refused?.message).toContain("fills itself by its rule");
      return;
    }
    if (what.way === "in") await perform(administrator, addDevicesToGroup, moved);
    else await perform(administrator, removeDevicesFromGroup, moved);
    for (const id of deviceIds)
      if (what.way === "in") model.devices.get(id)?.add(group.no);
      else model.devices.get(id)?.delete(group.no);
    const expected = members.flatMap((member, at) => {
      const changes = some.flatMap((permission, index) => {
        const [had, has] = [before[at]?.[index] ?? new Set<string>(), model.sees(at, permission)];
        const devices = minus(has, had).length + minus(had, has).length;
        return devices > 0 && permission !== "group.view" ? [`${permission} ${devices}`] : [];
      });
      return changes.length > 0 ? [`${member.membershipId}: ${changes.sort().join(", ")}`] : [];
    });
    const said = foreseen.people.map(
      ({ id, changes }) =>
        `${id}: ${changes
          .map(({ permission, devices }) => `${permission} ${devices}`)
          .sort()
          .join(", ")}`,
    );
    expect(said.sort()).toEqual(expected.sort());
    await expectSight(world);
  }
}

async function expectSight(world: World): Promise<void> {
  for (const at of [0, 1])
    expect(await seenThrough(world, at)).toEqual([...world.model.sees(at, "device.view")].sort());
}

describe("row-level security, the preview and a plain model", () => {
  it("say the same of random grants, roles, groups and rules, whatever is changed", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.subarray([0, 1, 2, 3]), { minLength: 30, maxLength: 30 }),
        fc.tuple(...[0, 1, 2].map(() => fc.subarray(some, { minLength: 1 }))),
        fc.array(step, { minLength: 8, maxLength: 14 }),
        async (memberships, roles, steps) => {
          const world = await makeWorld(memberships);
          for (const gives of roles) {
            const name = `role ${newId()}`;
            const { id } = await perform(world.administrator, createRole, { name, permissions: gives });
            world.model.roles.push({ id, name, version: 1, gives: new Set(gives) });
          }
          for (const each of steps) await take(world, each);
        },
      ),
      { numRuns: 12 },
    );
  }, 120_000);
});
