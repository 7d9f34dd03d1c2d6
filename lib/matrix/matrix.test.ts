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
import type { Scope } from "@/lib/access/scope";
import { newId } from "@/lib/kernel/id";
import { explainCell } from "@/lib/matrix/explain-cell";
import { exportMatrix } from "@/lib/matrix/export-matrix";
import { getMatrix, type Matrix } from "@/lib/matrix/get-matrix";
import { listDeviceReach } from "@/lib/matrix/list-device-reach";
import { perform } from "@/lib/operation/perform";
import { resolveMemberById } from "@/lib/operation/resolve-actor";

const day = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day);

let account: TestAccount;
let groups: TestGroup[];
let administrator: Member;

beforeAll(async () => {
  account = await makeAccount("matrix-of");
  groups = [
    await makeGroup(account, "North"),
    await makeGroup(account, "South"),
    await makeGroup(account, "West"),
  ];
  administrator = await makeAdministrator(account);
});

async function roleOf(words: readonly Permission[], of: { id: string } = account): Promise<string> {
  const id = newId();
  await asSuperuser("insert into role (account_id, id, name, permissions) values ($1, $2, $3, $4)", [
    of.id,
    id,
    `role ${id}`,
    words,
  ]);
  return id;
}

interface Give {
  roleId: string;
  scope: Scope;
  starts?: Date | null;
  ends?: Date | null;
  revoked?: boolean;
  by?: Member;
}

async function give(to: Member, { roleId, scope, starts, ends, revoked, by }: Give): Promise<string> {
  const id = newId();
  await asSuperuser(
    `insert into role_grant (account_id, id, membership_id, role_id, whole_account, starts_at, ends_at, revoked_at, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      to.account.id,
      id,
      to.membershipId,
      roleId,
      scope === "all",
      starts ?? null,
      ends ?? null,
      revoked ? new Date() : null,
      by?.membershipId ?? null,
    ],
  );
  for (const no of scope === "all" ? [] : scope)
    await asSuperuser("insert into role_grant_group (account_id, grant_id, group_no) values ($1, $2, $3)", [
      to.account.id,
      id,
      no,
    ]);
  return id;
}

const named = async (name: string) => {
  const member = await makeMember(account, []);
  await asSuperuser("update membership set name = $2 where id = $1", [member.membershipId, name]);
  return member;
};

function cellOf(matrix: Matrix, id: string, permission: Permission) {
  const column = matrix.columns.findIndex(({ key }) => key === permission);
  const cell = matrix.cells[matrix.rows.find((row) => row.id === id)?.cells[column] ?? -1];
  return cell && { ...cell, groups: cell.groups.map((place) => matrix.groups[place]?.name) };
}

describe("the matrix", () => {
  it("says where each permission is held, and when that first becomes less", async () => {
    const person = await named("Ana");
    const [week, month] = [inDays(7), inDays(30)];
    const viewing = await roleOf(["device.view", "stock.view"]);
    await give(person, { roleId: viewing, scope: [groups[0]?.no ?? 0], ends: month });
    await give(person, { roleId: viewing, scope: [groups[1]?.no ?? 0], ends: week });
    await give(person, { roleId: await roleOf(["usage.view"]), scope: "all", ends: week });
    await give(person, { roleId: await roleOf(["alert.view"]), scope: "all" });
    const matrix = await perform(administrator, getMatrix, {});
    expect(cellOf(matrix, person.membershipId, "device.view")).toEqual({
      where: "groups",
      groups: ["North", "South"],
      hidden: 0,
      until: week.toISOString(),
      wholly: false,
      unused: false,
    });
    expect(cellOf(matrix, person.membershipId, "usage.view")).toMatchObject({
      where: "account",
      until: week.toISOString(),
      wholly: true,
      unused: false,
    });
    expect(cellOf(matrix, person.membershipId, "alert.view")).toMatchObject({
      where: "account",
      until: null,
    });
    // of the role, but only for a whole account
    expect(cellOf(matrix, person.membershipId, "stock.view")).toMatchObject({ where: "none" });
    expect(matrix.columns.filter(({ elevated }) => elevated).map(({ key }) => key)).toContain(
      "device.terminate",
    );
  });

  it("shows one group, one area, some permissions or the elevated ones, and whom that concerns", async () => {
    const [here, there, idle] = [await named("Here"), await named("There"), await named("Idle")];
    const both = await roleOf(["device.view", "device.terminate"]);
    await give(here, { roleId: both, scope: [groups[2]?.no ?? 0, groups[0]?.no ?? 0] });
    await give(there, { roleId: await roleOf(["device.view"]), scope: [groups[1]?.no ?? 0] });
    const ask = async (filter: object) => {
      const matrix = await perform(administrator, getMatrix, filter);
      const of = (member: Member) => matrix.rows.some(({ id }) => id === member.membershipId);
      return { matrix, shown: [of(here), of(there), of(idle)] };
    };
    expect((await ask({})).shown).toEqual([true, true, true]);
    const west = await ask({ group: groups[2]?.id });
    expect(west.shown).toEqual([true, false, false]);
    expect(cellOf(west.matrix, here.membershipId, "device.view")).toMatchObject({ groups: ["West"] });
    expect((await ask({ elevated: "1" })).shown).toEqual([true, false, false]);
    expect((await ask({ area: "Devices" })).shown).toEqual([true, true, false]);
    const few = await ask({ permission: "device.terminate,stock.order" });
    expect(few.matrix.columns.map(({ key }) => key)).toEqual(["device.terminate", "stock.order"]);
    expect(few.shown).toEqual([true, false, false]);
    expect((await ask({ search: "IDLE" })).matrix.rows.map(({ name }) => name)).toEqual(["Idle"]);
    await expect(perform(administrator, getMatrix, { permission: "device.fly" })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  it("of roles says what is in each, and where it was given", async () => {
    const roleId = await roleOf(["device.view", "device.isolate"]);
    const unused = await roleOf(["trace.start"]);
    await give(await named("Holder"), { roleId, scope: [groups[1]?.no ?? 0] });
    await give(await named("Gone"), { roleId, scope: "all", revoked: true });
    const matrix = await perform(administrator, getMatrix, { by: "roles" });
    expect(cellOf(matrix, roleId, "device.isolate")).toMatchObject({ where: "groups", groups: ["South"] });
    expect(cellOf(matrix, roleId, "stock.order")).toMatchObject({ where: "none" });
    expect(cellOf(matrix, unused, "trace.start")).toMatchObject({ where: "unheld" });
    expect(matrix.rows.slice(0, 4).map(({ name }) => name)).toEqual([
      "Administrator",
      "Device operator",
      "Technician",
      "Auditor",
    ]);
  });

  it("names no group to who may not see it, and answers alike for one out of sight and none", async () => {
    const person = await named("Hidden from");
    await give(person, {
      roleId: await roleOf(["device.view"]),
      scope: groups.slice(0, 2).map(({ no }) => no),
    });
    const reader = await makeMember(account, ["member.view"]);
    const seeing = {
      ...reader,
      scopes: new Map([...reader.scopes, ["group.view", [groups[0]?.no ?? 0]] as const]),
    };
    const matrix = await perform(seeing, getMatrix, {});
    expect(matrix.groups.map(({ name }) => name)).toEqual(["North"]);
    expect(cellOf(matrix, person.membershipId, "device.view")).toMatchObject({
      groups: ["North"],
      hidden: 1,
    });
    const answer = (group?: string) =>
      perform(seeing, getMatrix, { group }).catch(({ code, message }) => ({ code, message }));
    expect(await answer(groups[1]?.id)).toEqual(await answer(newId()));
    const explained = await perform(seeing, explainCell, {
      memberId: person.membershipId,
      permission: "device.view",
    });
    expect(explained.grants).toMatchObject([{ groups: [{ name: "North" }], hiddenGroups: 1 }]);
  });

  it("as a file runs no formula in a spreadsheet", async () => {
    const person = await named("=cmd|' /C calc'!A0");
    await give(person, { roleId: await roleOf(["device.view"]), scope: "all", ends: inDays(1) });
    const { content, name, type } = await perform(administrator, exportMatrix, { permission: "device.view" });
    expect(content).toContain("'=cmd");
    expect(content).not.toMatch(/^=/m);
    expect(content).toContain("Whole account until ");
    expect([name.endsWith(".csv"), type]).toEqual([true, "text/csv"]);
  });
});

describe("a cell", () => {
  it("says by which grant, role, since when, by whom and until when", async () => {
    const person = await named("Asked about");
    const roleId = await roleOf(["device.view", "stock.order"]);
    const end = inDays(3);
    const grants = [
      await give(person, { roleId, scope: [groups[0]?.no ?? 0], ends: end, by: administrator }),
      await give(person, { roleId, scope: "all", starts: inDays(1) }),
    ];
    await give(person, { roleId, scope: "all", revoked: true });
    await give(person, { roleId, scope: "all", ends: inDays(-1) });
    await give(person, { roleId: await roleOf(["usage.view"]), scope: "all" });
    const ask = (permission: Permission) =>
      perform(administrator, explainCell, { memberId: person.membershipId, permission });
    expect((await ask("device.view")).grants).toMatchObject([
      {
        id: grants[0],
        role: { id: roleId },
        permissions: 2,
        groups: [{ name: "North" }],
        endsAt: end.toISOString(),
        upcoming: false,
        givenBy: { id: administrator.membershipId },
        effective: true,
      },
      { id: grants[1], wholeAccount: true, upcoming: true, givenBy: null },
    ]);
    expect((await ask("stock.order")).grants.map(({ effective }) => effective)).toEqual([false, true]);
    expect((await ask("trace.start")).grants).toEqual([]);
  });
});

describe("who reaches a device", () => {
  it("is everybody who sees or terminates it now, through each grant that lets them", async () => {
    const home = await makeAccount("reached");
    const [north, south] = [await makeGroup(home, "North"), await makeGroup(home, "South")];
    const boss = await makeAdministrator(home);
    const deviceId = await makeDevice(home, "meter", [north]);
    const seer = await makeMember(home, ["device.view"], [north.no, south.no]);
    const ender = await makeMember(home, ["device.view", "device.terminate"], [north.no]);
    const elsewhere = await makeMember(home, ["device.view", "device.terminate"], [south.no]);
    const former = await makeMember(home, ["device.view"]);
    await asSuperuser(
      "update role_grant set ends_at = now() - interval '1 second' where membership_id = $1",
      [former.membershipId],
    );
    const gone = await makeMember(home, ["device.view"]);
    await asSuperuser("update membership set removed_at = now() where id = $1", [gone.membershipId]);
    await makeMember(home, ["usage.view"]);
    const answer = await perform(boss, listDeviceReach, { deviceId });
    expect({ seeing: answer.seeing, terminating: answer.terminating }).toEqual({ seeing: 3, terminating: 2 });
    const ids = answer.people.map(({ id }) => id);
    expect(ids.toSorted()).toEqual([boss, seer, ender].map(({ membershipId }) => membershipId).toSorted());
    expect(ids).not.toContain(elsewhere.membershipId);
    expect(answer.people.find(({ id }) => id === seer.membershipId)?.through).toMatchObject([
      { wholeAccount: false, groups: [{ name: "North" }], terminates: false },
    ]);
    // whoever reads it must see the device, not only people
    const reader = await makeMember(home, ["member.view"]);
    const answers = await Promise.all(
      [deviceId, newId()].map((id) =>
        perform(reader, listDeviceReach, { deviceId: id }).catch(({ code, message }) => ({ code, message })),
      ),
    );
    expect(answers[0]).toMatchObject({ code: "not_found" });
    expect(answers[1]).toEqual(answers[0]);
  });
});

/** Numbers that look random and are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe("for random grants", () => {
  it.each([11, 23, 47])(
    "the matrix says what every request finds, and devices agree: seed %i",
    async (seed) => {
      const random = seeded(seed);
      const some = <Item>(items: readonly Item[], share: number) => items.filter(() => random() < share);
      const home = await makeAccount(`random-${seed}`);
      const reader = await makeAdministrator(home);
      const places = await Promise.all(["a", "b", "c", "d"].map((name) => makeGroup(home, name)));
      const roles = await Promise.all(
        Array.from({ length: 6 }, () => roleOf(some(allPermissions, 0.3), home)),
      );
      const builtIn = Object.values(home.roles);
      const members: Member[] = [];
      for (let n = 0; n < 25; n += 1) {
        const member = await makeMember(home, []);
        members.push(member);
        for (let grants = Math.floor(random() * 5); grants > 0; grants -= 1) {
          const all = [...roles, ...builtIn];
          await give(member, {
            roleId: all[Math.floor(random() * all.length)] ?? "",
            scope: random() < 0.25 ? "all" : some(places, 0.5).map(({ no }) => no),
            starts: random() < 0.2 ? inDays(random() * 4 - 2) : null,
            ends: random() < 0.4 ? inDays(random() * 8 - 3) : null,
            revoked: random() < 0.15,
          });
        }
      }
      const matrix = await perform(reader, getMatrix, {});
      const noOf = new Map(places.map(({ id, no }) => [id, no]));
      for (const { account: of, userId, membershipId } of members) {
        const actor = await resolveMemberById(of.id, userId);
        const row = matrix.rows.find(({ id }) => id === membershipId);
        const scopes = matrix.columns.flatMap(({ key }, column) => {
          const cell = matrix.cells[row?.cells[column] ?? -1];
          if (!cell || cell.where === "none") return [];
          const nos = cell.groups.map((place) => noOf.get(matrix.groups[place]?.id ?? "") ?? 0);
          return [[key, cell.where === "account" ? "all" : nos.sort((one, other) => one - other)] as const];
        });
        expect(new Map(scopes)).toEqual(new Map([...(actor?.scopes ?? [])]));
        expect(row?.elevated).toBe(
          [...(actor?.scopes.keys() ?? [])].filter((key) => permissions[key].elevated).length,
        );
      }
      for (let n = 0; n < 6; n += 1) {
        const inside = some(places, 0.4);
        const deviceId = await makeDevice(home, `device ${n}`, inside);
        const { people } = await perform(reader, listDeviceReach, { deviceId });
        for (const member of members) {
          const actor = await resolveMemberById(home.id, member.userId);
          const on = (permission: Permission) => {
            const scope = actor?.scopes.get(permission);
            return scope === "all" || inside.some(({ no }) => scope?.includes(no));
          };
          const told = people.find(({ id }) => id === member.membershipId);
          expect([told?.sees === true, told?.terminates === true]).toEqual([
            on("device.view"),
            on("device.terminate"),
          ]);
        }
      }
    },
  );
});
