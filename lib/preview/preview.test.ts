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
import { previewGrant } from "@/lib/preview/preview-grant";
import { previewInvitation } from "@/lib/preview/preview-invitation";
import { previewMove } from "@/lib/preview/preview-move";

let account: TestAccount;
let administrator: Member;
let [north, south]: TestGroup[] = [];
let both: string;

beforeAll(async () => {
  account = await makeAccount("previews");
  administrator = await makeAdministrator(account);
  [north, south] = [await makeGroup(account, "North"), await makeGroup(account, "South")];
  await makeDevice(account, "only north", [north]);
  await makeDevice(account, "only south", [south]);
  both = await makeDevice(account, "in both", [north, south]);
});

const groups = (...chosen: (TestGroup | undefined)[]) => ({
  kind: "groups" as const,
  groupIds: chosen.flatMap((group) => group?.id ?? []),
});

const counted = async () =>
  asSuperuser<{ n: number }>(
    `select (select count(*) from role_grant where account_id = $1) + (select count(*) from invitation where account_id = $1)
       + (select count(*) from audit_event where account_id = $1) as n`,
    [account.id],
  );

describe("a preview", () => {
  it("leaves nothing behind: no grant, no invitation, no record, no job", async () => {
    const target = await makeMember(account, []);
    const before = await counted();
    const roleId = account.roles.technician;
    const mails = await asSuperuser("select count(*)::int as n from pgboss.job where name = 'send-mail'");
    await perform(administrator, previewGrant, {
      kind: "give",
      memberId: target.membershipId,
      roleId,
      scope: groups(north),
    });
    const email = "ana@previews.example.test";
    const { person } = await perform(administrator, previewInvitation, {
      email,
      roleId,
      scope: groups(north),
    });
    expect(person?.devices).toMatchObject({ before: 0, after: 2, added: 2, removed: 0 });
    expect(person?.buttons.filter(({ turn }) => turn === "gained").map(({ label }) => label)).toContain(
      "Suspend",
    );
    expect(person?.buttons.map(({ label }) => label)).not.toContain("Terminate a Device");
    expect(person?.api.map(({ label }) => label)).toContain("GET /devices");
    expect(await counted()).toEqual(before);
    expect(await asSuperuser("select count(*)::int as n from pgboss.job where name = 'send-mail'")).toEqual(
      mails,
    );
  });

  it("says what of a role does nothing in groups", async () => {
    const { withoutEffect, person } = await perform(administrator, previewInvitation, {
      roleId: account.roles.device_operator,
      scope: groups(north),
    });
    expect(withoutEffect).toContain("Order Stock");
    expect(person?.permissions.map(({ key }) => key)).not.toContain("stock.order");
  });

  it("says why the command would refuse, and shows no gain then", async () => {
    const target = await makeMember(account, []);
    const actor = await makeMember(account, ["grant.manage", "member.view", "device.view", "group.view"]);
    const { refused, person } = await perform(actor, previewGrant, {
      kind: "give",
      memberId: target.membershipId,
      roleId: account.roles.technician,
      scope: groups(north),
    });
    expect(refused?.message).toMatch(/cannot give what you do not hold/);
    expect(person?.devices).toMatchObject({ before: 0, after: 0, added: 0 });
  });

  it("tells a reader of no device beyond her own", async () => {
    const target = await makeMember(account, ["device.view"], [north?.no ?? 0]);
    const actor = await makeMember(account, ["grant.manage"]);
    const reader: Member = {
      ...actor,
      scopes: new Map<Permission, Scope>([
        ["grant.manage", "all"],
        ["member.view", "all"],
        ["device.view", [south?.no ?? 0]],
      ]),
    };
    const [grant] = await asSuperuser<{ id: string }>(
      "select id from role_grant where account_id = $1 and membership_id = $2",
      [account.id, target.membershipId],
    );
    const draft = { kind: "revoke" as const, grantId: grant?.id ?? "" };
    const { person } = await perform(reader, previewGrant, draft);
    const { list } = await perform(reader, previewGrant, { ...draft, list: { which: "before" } });
    // of the two devices in North only the one that is in South as well
    expect(person?.devices).toEqual({ before: 1, after: 0, added: 0, removed: 1, partly: true });
    expect(list?.devices.map(({ id }) => id)).toEqual([both]);
  });

  it("tells nothing of a member to who may not see members", async () => {
    const target = await makeMember(account, ["device.view"], [north?.no ?? 0]);
    const reader = await makeMember(account, ["grant.manage", "device.view", "group.view"]);
    const draft = {
      kind: "give" as const,
      memberId: target.membershipId,
      roleId: account.roles.technician,
      scope: groups(north),
    };
    const none = { ...draft, memberId: newId() };
    const answers = await Promise.all(
      [draft, none, { ...draft, list: { which: "before" as const } }].map((asked) =>
        perform(reader, previewGrant, asked).then(
          ({ person, list }) => ({ person, list }),
          ({ code, message }) => ({ code, message }),
        ),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ code: "not_found" });
  });

  it("of a grant that begins later shows that day", async () => {
    const target = await makeMember(account, []);
    const startsAt = new Date(Date.now() + 86_400_000).toISOString();
    const { person, from } = await perform(administrator, previewGrant, {
      kind: "give",
      memberId: target.membershipId,
      roleId: account.roles.technician,
      scope: groups(north, south),
      startsAt,
    });
    expect(from).toBe(startsAt);
    expect(person?.devices).toMatchObject({ before: 0, after: 3, added: 3 });
  });

  it("of a move tells who is affected to whoever may see members, and to others only how many", async () => {
    await makeMember(account, ["device.view"], [north?.no ?? 0]);
    const loose = await makeDevice(account, "loose");
    const input = {
      groupId: north?.id ?? "",
      way: "in" as const,
      selection: { deviceIds: [loose] },
    };
    const all = await perform(administrator, previewMove, input);
    expect(all).toMatchObject({ devices: 1, refused: null });
    expect(all.people.length).toBe(all.affected);
    expect(all.affected).toBeGreaterThan(0);
    const mover = await makeMember(account, ["group.assign", "device.view"]);
    expect(await perform(mover, previewMove, input)).toMatchObject({ people: [], affected: all.affected });
  });
});
