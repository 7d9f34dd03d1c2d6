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
import type { Permission } from "@/lib/access/permissions";
import type { Scope } from "@/lib/access/scope";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { resolveMemberById } from "@/lib/operation/resolve-actor";
import { changeRole } from "@/lib/roles/change-role";
import { createRole } from "@/lib/roles/create-role";
import { deleteRole } from "@/lib/roles/delete-role";
import { getRole } from "@/lib/roles/get-role";
import { listRoleVersions } from "@/lib/roles/list-role-versions";
import { listRoles } from "@/lib/roles/list-roles";
import { previewRoleChange } from "@/lib/roles/preview-role-change";
import { previewRoleDeletion } from "@/lib/roles/preview-role-deletion";

let ours: TestAccount;
let north: TestGroup;
let south: TestGroup;
let administrator: Member;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);

beforeAll(async () => {
  ours = await makeAccount("roles");
  north = await makeGroup(ours, "North");
  south = await makeGroup(ours, "South");
  await makeDevice(ours, "meter 1", [north]);
  await makeDevice(ours, "meter 2", [north, south]);
  await makeDevice(ours, "meter 3", [south]);
  await makeDevice(ours, "meter 4");
  administrator = await makeAdministrator(ours);
});

async function current(member: Member): Promise<Member> {
  const found = await resolveMemberById(member.account.id, member.userId);
  if (!found) throw new Error("no longer a member");
  return found;
}

const held = async (member: Member, permission: Permission) => (await current(member)).scopes.get(permission);

const newRole = async (permissions: Permission[], by: Member = administrator) =>
  (await perform(by, createRole, { name: `role ${newId()}`, permissions })).id;

async function grant(roleId: string, to: Member, scope: Scope, endsAt: Date | null = null): Promise<string> {
  const id = newId();
  await asSuperuser(
    "insert into role_grant (account_id, id, membership_id, role_id, whole_account, ends_at) values ($1, $2, $3, $4, $5, $6)",
    [ours.id, id, to.membershipId, roleId, scope === "all", endsAt],
  );
  for (const no of scope === "all" ? [] : scope)
    await asSuperuser("insert into role_grant_group (account_id, grant_id, group_no) values ($1, $2, $3)", [
      ours.id,
      id,
      no,
    ]);
  return id;
}

async function invite(
  roleId: string,
  scope: Scope,
  over: { by?: Member; expires?: Date } = {},
): Promise<string> {
  const id = newId();
  await asSuperuser(
    `insert into invitation (account_id, id, email, role_id, whole_account, group_nos, token_hash, created_by, created_by_label, expires_at)
     values ($1, $2, $3, $4, $5, $6, sha256($2::uuid::text::bytea), $7, 'Test person', $8)`,
    [
      ours.id,
      id,
      `${id}@example.test`,
      roleId,
      scope === "all",
      scope === "all" ? [] : scope,
      over.by?.membershipId ?? null,
      over.expires ?? inDays(2),
    ],
  );
  return id;
}

/** Somebody who shapes roles for the whole account and holds this besides. */
async function makeShaper(permissions: Permission[], scope: Scope = "all", endsAt: Date | null = null) {
  const shaper = await makeMember(ours, ["role.manage", "member.view"]);
  await grant(await newRole(permissions), shaper, scope, endsAt);
  return current(shaper);
}

const change = (by: Member, roleId: string, permissions: Permission[], version = 1) =>
  perform(by, changeRole, { roleId, version, name: `role ${newId()}`, permissions });

const openInvitations = async (ids: string[]) =>
  (
    await asSuperuser<{ id: string }>("select id from invitation where id = any($1) and revoked_at is null", [
      ids,
    ])
  ).map(({ id }) => id);

describe("adding a permission to a role", () => {
  it("gives it to everybody who has the role, each where they have it, with their next request", async () => {
    const roleId = await newRole(["device.view"]);
    const one = await makeMember(ours, []);
    const other = await makeMember(ours, []);
    await grant(roleId, one, [north.no]);
    await grant(roleId, other, "all");
    await change(administrator, roleId, ["device.view", "device.terminate"]);
    expect(await held(one, "device.terminate")).toEqual([north.no]);
    expect(await held(other, "device.terminate")).toBe("all");
    await change(administrator, roleId, ["device.view"], 2);
    expect(await held(one, "device.terminate")).toBeUndefined();
  });

  it("is refused, by name, to who holds it in only some of the places where the role is given", async () => {
    const roleId = await newRole(["device.view"]);
    await grant(roleId, await makeMember(ours, []), [north.no]);
    const last = await grant(roleId, await makeMember(ours, []), [south.no]);
    const shaper = await makeShaper(["device.terminate"], [north.no]);
    await expect(change(shaper, roleId, ["device.view", "device.terminate"])).rejects.toMatchObject({
      code: "forbidden",
      lacking: ["device.terminate"],
      message: expect.stringContaining("Terminate a Device"),
    });
    await asSuperuser("update role_grant set revoked_at = now() where id = $1", [last]);
    await expect(change(shaper, roleId, ["device.view", "device.terminate"])).resolves.toBeDefined();
  });

  it("is refused where an open invitation promises the role beyond her reach, until its link runs out", async () => {
    const roleId = await newRole(["device.view"]);
    const invitation = await invite(roleId, "all");
    const shaper = await makeShaper(["device.terminate"], [north.no]);
    const attempt = () => change(shaper, roleId, ["device.view", "device.terminate"]);
    await expect(attempt()).rejects.toMatchObject({ code: "forbidden", lacking: ["device.terminate"] });
    await asSuperuser("update invitation set expires_at = now() - interval '1 second' where id = $1", [
      invitation,
    ]);
    await expect(attempt()).resolves.toBeDefined();
  });

  it("is refused where a grant of the role begins later, or lasts longer than she holds it", async () => {
    const roleId = await newRole(["device.view"]);
    const person = await makeMember(ours, []);
    const id = await grant(roleId, person, "all", inDays(5));
    await asSuperuser("update role_grant set starts_at = $2 where id = $1", [id, inDays(4)]);
    const brief = await makeShaper(["device.terminate"], "all", inDays(3));
    const attempt = (by: Member) => change(by, roleId, ["device.view", "device.terminate"]);
    await expect(attempt(brief)).rejects.toMatchObject({ code: "forbidden" });
    await expect(attempt(await makeShaper(["device.terminate"], "all", inDays(6)))).resolves.toBeDefined();
  });

  it("never widens what the one who does it has herself", async () => {
    const roleId = await newRole(["device.view"]);
    const shaper = await makeShaper(["device.terminate"], [north.no]);
    await grant(roleId, shaper, "all");
    const before = (await current(shaper)).scopes;
    for (const permission of ["device.terminate", "grant.manage", "stock.order"] as const)
      await expect(change(await current(shaper), roleId, ["device.view", permission])).rejects.toMatchObject({
        code: "forbidden",
      });
    expect((await current(shaper)).scopes).toEqual(before);
  });

  it("is refused to who lost it after her request began", async () => {
    const roleId = await newRole(["device.view"]);
    const shaper = await makeShaper(["device.terminate"]);
    await asSuperuser(
      "update role_grant set revoked_at = now() where membership_id = $1 and role_id in (select id from role where 'device.terminate' = any(permissions))",
      [shaper.membershipId],
    );
    await expect(change(shaper, roleId, ["device.view", "device.terminate"])).rejects.toMatchObject({
      code: "forbidden",
    });
    await asSuperuser("update role_grant set revoked_at = now() where membership_id = $1", [
      shaper.membershipId,
    ]);
    await expect(change(shaper, roleId, ["usage.view"])).rejects.toMatchObject({ code: "forbidden" });
    await expect(perform(shaper, deleteRole, { roleId, version: 1 })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("waits for an invitation that is being accepted, and finds it among the grants", async () => {
    const roleId = await newRole(["device.view"]);
    const id = await invite(roleId, "all");
    const person = await makeMember(ours, []);
    const shaper = await makeShaper(["device.terminate"], [north.no]);
    const { superuserClient } = await import("@/db/testing/superuser");
    const accepting = await superuserClient();
    try {
      await accepting.query("begin");
      await accepting.query("update invitation set accepted_at = now() where id = $1", [id]);
      const changing = change(shaper, roleId, ["device.view", "device.terminate"]).catch((error) => error);
      await new Promise((resolve) => setTimeout(resolve, 300));
      await accepting.query(
        "insert into role_grant (account_id, id, membership_id, role_id, whole_account) values ($1, $2, $3, $4, true)",
        [ours.id, newId(), person.membershipId, roleId],
      );
      await accepting.query("commit");
      expect(await changing).toMatchObject({ code: "forbidden", lacking: ["device.terminate"] });
    } finally {
      await accepting.end();
    }
  });
});

describe("a role", () => {
  it("is made from another one, which must be of this account", async () => {
    const theirs = await makeAccount("roles-foreign");
    const make = (from: string) =>
      perform(administrator, createRole, { name: `role ${newId()}`, permissions: ["device.view"], from });
    await expect(make(ours.roles.technician)).resolves.toBeDefined();
    const foreign = await make(theirs.roles.technician).catch(({ code, message }) => ({ code, message }));
    expect(foreign).toMatchObject({ code: "not_found" });
    expect(await make(newId()).catch(({ code, message }) => ({ code, message }))).toEqual(foreign);
  });

  it("does not take a name that another one has in whichever case, nor a built-in one's", async () => {
    const name = `Reader ${newId()}`;
    await perform(administrator, createRole, { name, permissions: ["device.view"] });
    for (const taken of [name.toUpperCase(), "ADMINISTRATOR", "technician"])
      await expect(
        perform(administrator, createRole, { name: taken, permissions: ["device.view"] }),
      ).rejects.toMatchObject({ code: "conflict", fields: { name: expect.any(String) } });
  });

  it("that is built in is neither changed nor deleted, so the last administrator stays one", async () => {
    const other = await makeShaper(["device.view"]);
    for (const by of [administrator, other])
      for (const roleId of Object.values(ours.roles)) {
        await expect(change(by, roleId, ["device.view"])).rejects.toMatchObject({ code: "conflict" });
        await expect(
          perform(by, deleteRole, { roleId, version: 1, replacementId: ours.roles.auditor }),
        ).rejects.toMatchObject({ code: "conflict" });
      }
    expect(await held(administrator, "role.manage")).toBe("all");
  });

  it("changed by two people at once tells the second one", async () => {
    const roleId = await newRole(["device.view"]);
    const outcomes = await Promise.allSettled([
      change(administrator, roleId, ["usage.view"]),
      change(administrator, roleId, ["alert.view"]),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "conflict", message: expect.stringContaining("Somebody changed this role") },
    });
  });

  it("keeps every state it had, and nobody rewrites that", async () => {
    const name = `Kept ${newId()}`;
    const { id } = await perform(administrator, createRole, {
      name,
      permissions: ["device.view", "usage.view"],
    });
    await perform(administrator, changeRole, {
      roleId: id,
      version: 1,
      name: `${name} b`,
      description: "Now with more",
      permissions: ["device.view", "device.terminate"],
    });
    const { versions } = await perform(administrator, listRoleVersions, { roleId: id });
    expect(versions).toMatchObject([
      {
        version: 2,
        change: "changed",
        name: `${name} b`,
        nameBefore: name,
        description: "Now with more",
        descriptionBefore: "",
        added: [{ label: "Terminate a Device", elevated: true }],
        removed: [{ label: "View usage", elevated: false }],
      },
      { version: 1, change: "created", nameBefore: null, removed: [] },
    ]);
    await expect(
      perform(administrator, changeRole, {
        roleId: id,
        version: 2,
        name: `${name} b`,
        description: "Now with more",
        permissions: ["device.view", "device.terminate"],
      }),
    ).rejects.toMatchObject({ code: "invalid" });
  });

  it("that loses a permission takes back the invitations with which its holders promised it", async () => {
    const roleId = await newRole(["member.invite", "device.terminate", "device.view"]);
    const holder = await makeMember(ours, []);
    await grant(roleId, holder, "all");
    const lost = await invite(await newRole(["device.terminate"]), "all", { by: holder });
    const kept = await invite(await newRole(["device.view"]), "all", { by: holder });
    await change(administrator, roleId, ["member.invite", "device.view"]);
    expect(await openInvitations([lost, kept])).toEqual([kept]);
  });
});

describe("deleting a role", () => {
  it("that is not used leaves no trace but its history, and its name is free again", async () => {
    const name = `Unused ${newId()}`;
    const { id } = await perform(administrator, createRole, { name, permissions: ["device.view"] });
    const expired = await invite(id, "all", { expires: inDays(-1) });
    await perform(administrator, deleteRole, { roleId: id, version: 1 });
    const { roles } = await perform(administrator, listRoles, {});
    expect(roles.map((role) => role.id)).not.toContain(id);
    expect(await openInvitations([expired])).toEqual([]);
    expect(await perform(administrator, getRole, { roleId: id })).toMatchObject({
      name,
      deletedAt: expect.any(String),
    });
    await expect(
      perform(administrator, createRole, { name, permissions: ["device.view"] }),
    ).resolves.toBeDefined();
    await expect(perform(administrator, deleteRole, { roleId: id, version: 2 })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(change(administrator, id, ["device.view"], 2)).rejects.toMatchObject({ code: "conflict" });
  });

  it("that somebody has, or is promised, needs another in its place", async () => {
    const granted = await newRole(["device.view"]);
    await grant(granted, await makeMember(ours, []), [north.no]);
    const promised = await newRole(["device.view"]);
    await invite(promised, [north.no]);
    for (const roleId of [granted, promised]) {
      await expect(perform(administrator, deleteRole, { roleId, version: 1 })).rejects.toMatchObject({
        code: "conflict",
      });
      await expect(
        perform(administrator, deleteRole, { roleId, version: 1, replacementId: roleId }),
      ).rejects.toMatchObject({ code: "conflict" });
    }
  });

  it("moves grants and open invitations to the other, which must exist", async () => {
    const roleId = await newRole(["device.view", "device.terminate"]);
    const replacementId = await newRole(["device.view", "usage.view"]);
    const person = await makeMember(ours, []);
    await grant(roleId, person, [north.no], inDays(9));
    const invitation = await invite(roleId, [south.no]);
    const gone = await newRole(["device.view"]);
    await perform(administrator, deleteRole, { roleId: gone, version: 1 });
    await expect(
      perform(administrator, deleteRole, { roleId, version: 1, replacementId: gone }),
    ).rejects.toMatchObject({ code: "conflict" });
    expect(await perform(administrator, previewRoleDeletion, { roleId, replacementId })).toMatchObject({
      grants: 1,
      invitations: 1,
      lacking: [],
      effect: {
        people: [{ gains: ["View usage"], loses: ["Terminate a Device"], devicesGained: 2, devicesLost: 2 }],
        invitations: [{ gains: ["View usage"], loses: ["Terminate a Device"] }],
      },
    });
    await perform(administrator, deleteRole, { roleId, version: 1, replacementId });
    expect(Object.fromEntries((await current(person)).scopes)).toEqual({
      "device.view": [north.no],
      "usage.view": [north.no],
    });
    const [moved] = await asSuperuser("select role_id as role from invitation where id = $1", [invitation]);
    expect(moved).toEqual({ role: replacementId });
    const [state] = (await perform(administrator, listRoleVersions, { roleId })).versions;
    expect(state).toMatchObject({ change: "deleted", replacement: expect.any(String), permissions: 2 });
  });

  it("in favour of one that gives more is refused to who does not hold that there", async () => {
    const roleId = await newRole(["device.view"]);
    const replacementId = await newRole(["device.view", "device.terminate"]);
    await grant(roleId, await makeMember(ours, []), [north.no, south.no]);
    const shaper = await makeShaper(["device.terminate"], [north.no]);
    const attempt = (replacement: string) =>
      perform(shaper, deleteRole, { roleId, version: 1, replacementId: replacement });
    await expect(attempt(replacementId)).rejects.toMatchObject({
      code: "forbidden",
      lacking: ["device.terminate"],
    });
    await expect(attempt(ours.roles.administrator)).rejects.toMatchObject({ code: "forbidden" });
    expect(await perform(shaper, previewRoleDeletion, { roleId, replacementId })).toMatchObject({
      lacking: ["Terminate a Device"],
    });
    await expect(attempt(await newRole(["usage.view"]))).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("before a role is changed", () => {
  it("tells who gains and loses what on how many devices, other grants counted in", async () => {
    const roleId = await newRole(["device.view", "device.terminate"]);
    const [one, two, three] = [
      await makeMember(ours, []),
      await makeMember(ours, []),
      await makeMember(ours, ["usage.view", "device.terminate"]),
    ];
    await grant(roleId, one, [north.no]);
    await grant(roleId, two, "all");
    await grant(await newRole(["usage.view"]), two, [south.no]);
    await grant(roleId, three, [south.no]);
    const foreseen = await perform(administrator, previewRoleChange, {
      roleId,
      permissions: ["device.view", "usage.view"],
    });
    const told = (member: Member) => foreseen.people.find(({ id }) => id === member.membershipId);
    expect(told(one)).toMatchObject({
      gains: ["View usage"],
      loses: ["Terminate a Device"],
      devicesGained: 2,
      devicesLost: 2,
    });
    // held already in South, where two of the four devices are
    expect(told(two)).toMatchObject({ gains: ["View usage"], devicesGained: 2, devicesLost: 4 });
    expect(told(three)).toBeUndefined();
    expect(foreseen).toMatchObject({
      gaining: 2,
      losing: 2,
      unchanged: 1,
      devices: { gained: 3, lost: 4 },
      lacking: [],
    });
  });

  it("tells nobody of devices or people beyond what they see", async () => {
    const roleId = await newRole(["device.view"]);
    await grant(roleId, await makeMember(ours, []), "all");
    const blind = await makeMember(ours, ["role.manage"]);
    const permissions: Permission[] = ["device.view", "role.manage"];
    expect(await perform(blind, previewRoleChange, { roleId, permissions })).toMatchObject({
      people: [],
      gaining: 1,
      devices: null,
    });
    const partly = await makeMember(ours, ["role.manage", "member.view"]);
    await grant(await newRole(["device.view"]), partly, [north.no]);
    const seen = await perform(await current(partly), previewRoleChange, {
      roleId,
      permissions: ["device.view", "usage.view"],
    });
    expect(seen).toMatchObject({ devices: { gained: 2, lost: 0 }, lacking: ["View usage"] });
  });
});
