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
import { doAddingToGroup } from "@/lib/bulk/do-items";
import { startAddingToGroup } from "@/lib/bulk/start-bulk-action";
import { registerDevice } from "@/lib/devices/register-device";
import { addDevicesToGroup } from "@/lib/groups/add-devices-to-group";
import { addPastedDevices } from "@/lib/groups/add-pasted-devices";
import { importDevices } from "@/lib/imports/import-devices";
import { startImport } from "@/lib/imports/start-import";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { resolveMemberById } from "@/lib/operation/resolve-actor";

let account: TestAccount;
let administrator: Member;

beforeAll(async () => {
  account = await makeAccount("moving");
  administrator = await makeAdministrator(account);
});

let serial = 0;
const groupCalled = (name: string) => makeGroup(account, `${name} ${++serial}`);
const newDevEui = () => newId().replaceAll("-", "").slice(-16);

/** Somebody with several grants, as a request finds her. */
async function memberWith(...grants: [readonly Permission[], Scope, Date?][]): Promise<Member> {
  const member = await makeMember(account, []);
  for (const [given, scope, until] of grants) await give(member, given, scope, until);
  const found = await resolveMemberById(account.id, member.userId);
  if (!found) throw new Error("not a member");
  return { ...found, prover: "asked_before" };
}

async function give(member: Member, given: readonly Permission[], scope: Scope, until?: Date, from?: Date) {
  const [roleId, grantId] = [newId(), newId()];
  await asSuperuser("insert into role (account_id, id, name, permissions) values ($1, $2, $3, $4)", [
    account.id,
    roleId,
    `role ${roleId}`,
    given,
  ]);
  await asSuperuser(
    `insert into role_grant (account_id, id, membership_id, role_id, whole_account, ends_at, starts_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [account.id, grantId, member.membershipId, roleId, scope === "all", until ?? null, from ?? null],
  );
  if (scope !== "all")
    for (const no of scope)
      await asSuperuser("insert into role_grant_group (account_id, grant_id, group_no) values ($1, $2, $3)", [
        account.id,
        grantId,
        no,
      ]);
  return roleId;
}

const groupsOf = async (deviceId: string) =>
  (await asSuperuser<{ groups: number[] }>("select groups from device where id = $1", [deviceId]))[0]?.groups;

const iccidOf = async (deviceId: string) =>
  (await asSuperuser<{ iccid: string }>("select iccid from device where id = $1", [deviceId]))[0]?.iccid ??
  "";

/** Every road by which a device that is there comes into a group by hand. */
const roads: Record<string, (by: Member, deviceId: string, group: TestGroup) => Promise<unknown>> = {
  "adding it": (by, deviceId, group) =>
    perform(by, addDevicesToGroup, { groupId: group.id, deviceIds: [deviceId] }),
  "pasting its identifier": async (by, deviceId, group) =>
    perform(by, addPastedDevices, { groupId: group.id, pasted: await iccidOf(deviceId) }),
  "work on many devices": async (by, deviceId, group) => {
    const { id } = await perform(by, startAddingToGroup, {
      selection: { deviceIds: [deviceId] },
      groupId: group.id,
    });
    return perform(by, doAddingToGroup, {
      bulkActionId: id,
      items: [{ position: 1, deviceId }],
      groupId: group.id,
    });
  },
};

/** Every road by which a new device comes into a group by hand. */
const roadsOfNew: Record<string, (by: Member, group: TestGroup) => Promise<unknown>> = {
  "registering one": (by, group) =>
    perform(by, registerDevice, {
      kind: "lorawan",
      label: "new",
      devEui: newDevEui(),
      groupIds: [group.id],
    }),
  "importing one": async (by, group) => {
    const [row] = await asSuperuser<{ name: string }>("select name from device_group where id = $1", [
      group.id,
    ]);
    const { id } = await perform(by, startImport, {
      fileName: "new.csv",
      content: `kind,label,dev_eui,groups\nlorawan,new,${newDevEui()},${row?.name}\n`,
    });
    const { status } = await perform(by, importDevices, { importId: id });
    if (status === "rejected") throw Object.assign(new Error("rejected"), { code: "forbidden" });
    return status;
  },
};

const forDevices = allPermissions.filter((permission) => permissions[permission].scope === "device");

describe.each(forDevices)("somebody who lacks %s on a device", (permission) => {
  let from: TestGroup;
  let into: TestGroup;
  let mover: Member;
  let deviceId: string;

  beforeAll(async () => {
    [from, into] = [await groupCalled("From"), await groupCalled("Into")];
    deviceId = await makeDevice(account, `meter ${++serial}`, [from]);
    await makeMember(account, [permission], [into.no]);
    const rest = forDevices.filter((each) => each !== permission);
    mover =
      permission === "group.assign"
        ? await memberWith([rest, [from.no, into.no]])
        : await memberWith([rest, [from.no, into.no]], [[permission], [into.no]]);
  });

  it.each(Object.keys(roads))("does not give it to a group's people by %s", async (road) => {
    const attempt = roads[road]?.(mover, deviceId, into);
    await expect(attempt).rejects.toMatchObject({
      code: expect.stringMatching(/forbidden|not_found|invalid/),
    });
    expect(await groupsOf(deviceId)).toEqual([from.no]);
  });

  it.each(Object.keys(roadsOfNew))("does not give it on a new device by %s", async (road) => {
    const registrar = await memberWith(
      [["device.register"], "all"],
      [forDevices.filter((each) => each !== permission), "all"],
    );
    await expect(roadsOfNew[road]?.(registrar, into)).rejects.toMatchObject({ code: "forbidden" });
    const [members] = await asSuperuser(
      "select from device_group_member where group_no = $1 and account_id = $2",
      [into.no, account.id],
    );
    expect(members).toBeUndefined();
  });
});

describe("putting a device into a group", () => {
  it("names the device, the group and the permission when it is refused, and records it", async () => {
    const [north, south] = [await groupCalled("North"), await groupCalled("South")];
    const deviceId = await makeDevice(account, "pump 7", [north]);
    const mover = await memberWith(
      [
        ["group.assign", "group.view", "device.view"],
        [north.no, south.no],
      ],
      [["device.terminate"], [south.no]],
    );
    await expect(roads["adding it"]?.(mover, deviceId, south)).rejects.toMatchObject({
      message: expect.stringMatching(
        /^You cannot put pump 7 into South \d+: .*Terminate a Device on it, which/,
      ),
      lacking: ["device.terminate"],
    });
    const [refusal] = await asSuperuser<{ detail: { lacking: string[] } }>(
      "select detail from audit_event where account_id = $1 and action = 'operation.refused' and actor_id = $2",
      [account.id, mover.userId],
    );
    expect(refusal?.detail.lacking).toEqual(["device.terminate"]);
  });

  it("is allowed to who holds on the device what the group's people get there", async () => {
    const [north, south] = [await groupCalled("North"), await groupCalled("South")];
    const deviceId = await makeDevice(account, "pump 8", [north]);
    await makeMember(account, ["device.view", "device.suspend"], [south.no]);
    const mover = await memberWith(
      [
        ["group.assign", "group.view", "device.view"],
        [north.no, south.no],
      ],
      [["device.suspend"], [north.no]],
    );
    await roads["adding it"]?.(mover, deviceId, south);
    expect(await groupsOf(deviceId)).toEqual([north.no, south.no]);
  });

  it("counts grants to come and open invitations, and none that ended, was revoked or is of the whole account", async () => {
    const [north, south] = [await groupCalled("North"), await groupCalled("South")];
    const deviceId = await makeDevice(account, "pump 9", [north]);
    const mover = await memberWith([["group.assign"], [north.no, south.no]]);
    const other = await makeMember(account, []);
    const day = 86_400_000;
    await give(other, ["device.isolate"], [south.no], new Date(Date.now() - day));
    await give(other, ["device.isolate"], "all");
    await asSuperuser("update role_grant set revoked_at = now() where membership_id = $1", [
      (await makeMember(account, ["device.isolate"], [south.no])).membershipId,
    ]);
    await roads["adding it"]?.(mover, deviceId, south);
    expect(await groupsOf(deviceId)).toEqual([north.no, south.no]);

    const west = await groupCalled("West");
    await give(other, ["device.isolate"], [west.no], undefined, new Date(Date.now() + day));
    const westMover = await memberWith([["group.assign"], [north.no, west.no]]);
    await expect(roads["adding it"]?.(westMover, deviceId, west)).rejects.toMatchObject({
      lacking: ["device.isolate"],
    });

    const east = await groupCalled("East");
    await asSuperuser(
      `insert into invitation (account_id, id, email, role_id, whole_account, group_nos, token_hash, created_by_label, expires_at)
       values ($1, $2, 'guest@example.test', $3, false, $4, sha256($2::uuid::text::bytea), 'Test', now() + interval '1 day')`,
      [account.id, newId(), account.roles.technician, [east.no]],
    );
    const eastMover = await memberWith([
      ["group.assign", "device.view"],
      [north.no, east.no],
    ]);
    await expect(roads["adding it"]?.(eastMover, deviceId, east)).rejects.toMatchObject({
      lacking: expect.arrayContaining(["device.suspend"]),
    });
  });

  it("gives nothing for longer than the mover holds it", async () => {
    const [north, south] = [await groupCalled("North"), await groupCalled("South")];
    const deviceId = await makeDevice(account, "pump 10", [north]);
    await makeMember(account, ["device.suspend"], [south.no]);
    const soon = new Date(Date.now() + 86_400_000);
    const mover = await memberWith(
      [["group.assign"], [north.no, south.no]],
      [["device.suspend"], [north.no], soon],
    );
    await expect(roads["adding it"]?.(mover, deviceId, south)).rejects.toMatchObject({
      message: expect.stringContaining("for longer than you hold it yourself"),
    });
  });

  it("does the devices of bulk work that may be moved, and says of the others why not", async () => {
    const [north, south, west] = [
      await groupCalled("North"),
      await groupCalled("South"),
      await groupCalled("West"),
    ];
    await makeMember(account, ["device.terminate"], [south.no]);
    const [free, bound] = [
      await makeDevice(account, "free", [west]),
      await makeDevice(account, "bound", [north]),
    ];
    const mover = await memberWith(
      [
        ["group.assign", "device.view"],
        [north.no, south.no, west.no],
      ],
      [["device.terminate"], [west.no]],
    );
    const { id } = await perform(mover, startAddingToGroup, {
      selection: { deviceIds: [free, bound] },
      groupId: south.id,
    });
    await perform(mover, doAddingToGroup, {
      bulkActionId: id,
      groupId: south.id,
      items: [
        { position: 1, deviceId: bound },
        { position: 2, deviceId: free },
      ],
    });
    expect(await groupsOf(free)).toEqual([south.no, west.no]);
    expect(await groupsOf(bound)).toEqual([north.no]);
    const items = await asSuperuser(
      "select device_label, outcome, reason from bulk_action_item where bulk_action_id = $1 order by device_label",
      [id],
    );
    expect(items).toMatchObject([
      { device_label: "bound", outcome: "refused", reason: expect.stringContaining("Terminate a Device") },
      { device_label: "free", outcome: "done", reason: null },
    ]);
  });

  it("waits for a grant that is being given there, and then knows of it", async () => {
    const [north, south] = [await groupCalled("North"), await groupCalled("South")];
    const deviceId = await makeDevice(account, "pump 11", [north]);
    const mover = await memberWith([["group.assign"], [north.no, south.no]]);
    const { Client } = await import("pg");
    const { inject } = await import("vitest");
    const url = new URL(inject("adminUrl"));
    url.pathname = new URL(process.env.DATABASE_URL ?? "").pathname;
    const giver = new Client({ connectionString: url.toString() });
    await giver.connect();
    await giver.query("begin");
    await giver.query(
      "select from role where account_id = $1 and built_in = 'administrator' for no key update",
      [account.id],
    );
    const moving = roads["adding it"]?.(mover, deviceId, south).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await giver.query(
      `with r as (insert into role (account_id, id, name, permissions) values ($1, $2, $2::uuid::text, '{device.isolate}')),
         g as (insert into role_grant (account_id, id, membership_id, role_id, whole_account) values ($1, $3, $4, $2, false))
       select 1`,
      [account.id, ...[newId(), newId()], administrator.membershipId],
    );
    const [grant] = (
      await giver.query(
        "select id from role_grant where membership_id = $1 order by created_at desc, id desc limit 1",
        [administrator.membershipId],
      )
    ).rows;
    await giver.query("insert into role_grant_group (account_id, grant_id, group_no) values ($1, $2, $3)", [
      account.id,
      grant.id,
      south.no,
    ]);
    await giver.query("commit");
    await giver.end();
    expect(await moving).toMatchObject({ lacking: ["device.isolate"] });
    expect(await groupsOf(deviceId)).toEqual([north.no]);
  });

  it("is asked of a few groups at once for ten thousand devices in a moment", async () => {
    const [north, south] = [await groupCalled("North"), await groupCalled("South")];
    const own = await Promise.all(Array.from({ length: 200 }, (_, each) => groupCalled(`Part ${each}`)));
    await asSuperuser(
      `with made as (
         insert into device (account_id, id, kind, label, groups)
         select $1, gen_random_uuid(), 'lorawan', 'many ' || n, array[$2::int, ($3::int[])[1 + n % 200]]
         from generate_series(1, 10000) n returning id, groups, label_key)
       insert into device_group_member (account_id, group_no, device_id, label_key)
       select $1, no, id, label_key from made, unnest(groups) no`,
      [account.id, north.no, own.map((group) => group.no)],
    );
    await asSuperuser("analyze device, device_group_member");
    const ids = await asSuperuser<{ id: string }>(
      "select id from device where account_id = $1 and label like 'many %'",
      [account.id],
    );
    await makeMember(account, ["device.suspend", "device.view"], [south.no]);
    const everywhere = [...own.map((group) => group.no), south.no];
    const mover = await memberWith([["group.assign", "device.suspend", "device.view"], everywhere]);
    const began = performance.now();
    await perform(mover, addDevicesToGroup, { groupId: south.id, deviceIds: ids.map(({ id }) => id) });
    expect(performance.now() - began).toBeLessThan(20_000);
  }, 60_000);
});
