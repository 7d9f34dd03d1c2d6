import { beforeAll, describe, expect, it } from "vitest";
import {
  asSuperuser,
  makeAccount,
  makeAdministrator,
  makeGroup,
  makeMember,
  type TestAccount,
  type TestGroup,
} from "@/db/testing/estate";
import type { Member } from "@/lib/access/actor";
import type { Permission } from "@/lib/access/permissions";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { resolveMemberById } from "@/lib/operation/resolve-actor";
import { changeGrant } from "@/lib/people/change-grant";
import { giveGrant } from "@/lib/people/give-grant";
import { inviteMember } from "@/lib/people/invite-member";
import { removeMember } from "@/lib/people/remove-member";
import { renewInvitation } from "@/lib/people/renew-invitation";
import { revokeGrant } from "@/lib/people/revoke-grant";

const account = { kind: "account" } as const;
const groups = (...of: TestGroup[]) => ({ kind: "groups" as const, groupIds: of.map((group) => group.id) });
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

let serial = 0;
const address = () => `person${serial++}@example.test`;

let ours: TestAccount;
let theirs: TestAccount;
let north: TestGroup;
let south: TestGroup;
let foreignGroup: TestGroup;
let administrator: Member;
let target: Member;

async function roleOf(permissions: Permission[], of: TestAccount = ours): Promise<string> {
  const id = newId();
  await asSuperuser("insert into role (account_id, id, name, permissions) values ($1, $2, $3, $4)", [
    of.id,
    id,
    `role ${id}`,
    permissions,
  ]);
  return id;
}

/** Somebody who holds this for the whole account and, besides, may give and invite. */
async function makeGiver(permissions: Permission[], extra: { in?: TestGroup; until?: string } = {}) {
  const giver = await makeMember(ours, ["grant.manage", "member.invite", "member.view"]);
  const id = newId();
  await asSuperuser(
    `insert into role_grant (account_id, id, membership_id, role_id, whole_account, ends_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      ours.id,
      id,
      giver.membershipId,
      await roleOf([...permissions, "group.view"]),
      !extra.in,
      extra.until ?? null,
    ],
  );
  if (extra.in)
    await asSuperuser("insert into role_grant_group (account_id, grant_id, group_no) values ($1, $2, $3)", [
      ours.id,
      id,
      extra.in.no,
    ]);
  return { giver: await current(giver), grantId: id };
}

async function current(member: Member): Promise<Member> {
  const found = await resolveMemberById(member.account.id, member.userId);
  if (!found) throw new Error("no longer a member");
  return found;
}

const scopesOf = async (member: Member) => Object.fromEntries((await current(member)).scopes);

beforeAll(async () => {
  ours = await makeAccount("ours");
  theirs = await makeAccount("theirs");
  north = await makeGroup(ours, "North");
  south = await makeGroup(ours, "South");
  foreignGroup = await makeGroup(theirs, "North");
  administrator = await makeAdministrator(ours);
  target = await makeMember(ours, []);
});

describe("nobody gives what they do not hold", () => {
  /** Every way to give: a grant, a change of a grant, an invitation. */
  const ways = {
    "a grant": (giver: Member, roleId: string, scope: typeof account | ReturnType<typeof groups>) =>
      perform(giver, giveGrant, { memberId: target.membershipId, roleId, scope }),
    "a change": async (giver: Member, roleId: string, scope: typeof account | ReturnType<typeof groups>) => {
      const { id } = await perform(administrator, giveGrant, {
        memberId: target.membershipId,
        roleId: await roleOf(["usage.view"]),
        scope: groups(north),
      });
      return perform(giver, changeGrant, { grantId: id, version: 1, roleId, scope });
    },
    "an invitation": (giver: Member, roleId: string, scope: typeof account | ReturnType<typeof groups>) =>
      perform(giver, inviteMember, { email: address(), roleId, scope }),
  };

  for (const [way, give] of Object.entries(ways)) {
    it(`cannot give a permission by ${way} that she lacks`, async () => {
      const { giver } = await makeGiver(["device.view"]);
      const role = await roleOf(["device.view", "device.terminate"]);
      await expect(give(giver, role, account)).rejects.toMatchObject({
        code: "forbidden",
        lacking: ["device.terminate"],
      });
    });

    it(`cannot give the administrator role by ${way} without being one`, async () => {
      const { giver } = await makeGiver(["device.view", "device.terminate"]);
      await expect(give(giver, ours.roles.administrator, account)).rejects.toMatchObject({
        code: "forbidden",
      });
      await expect(give(giver, ours.roles.administrator, groups(north))).rejects.toMatchObject({
        code: "forbidden",
      });
    });

    it(`cannot give by ${way} beyond the groups where she holds it`, async () => {
      const { giver } = await makeGiver(["device.view", "device.terminate"], { in: north });
      const seesBoth = { ...giver, scopes: new Map([...giver.scopes, ["group.view", "all"] as const]) };
      const role = await roleOf(["device.terminate"]);
      await expect(give(seesBoth, role, groups(north, south))).rejects.toMatchObject({ code: "forbidden" });
      await expect(give(seesBoth, role, account)).rejects.toMatchObject({ code: "forbidden" });
      await expect(give(seesBoth, role, groups(north))).resolves.toBeDefined();
    });

    it(`answers alike by ${way} for another account's group, one out of sight, and none`, async () => {
      const { giver } = await makeGiver(["device.view"], { in: north });
      const role = await roleOf(["device.view"]);
      const answers = await Promise.all(
        [foreignGroup, south, { id: newId(), no: 99 }].map((group) =>
          give(giver, role, groups(north, group)).catch(({ code, message }) => ({ code, message })),
        ),
      );
      expect(answers[0]).toMatchObject({ code: "not_found" });
      expect(answers[1]).toEqual(answers[0]);
      expect(answers[2]).toEqual(answers[0]);
    });

    it(`answers alike by ${way} for another account's role and none`, async () => {
      const foreign = await give(administrator, theirs.roles.technician, account).catch((error) => error);
      const none = await give(administrator, newId(), account).catch((error) => error);
      expect(foreign).toMatchObject({ code: "not_found" });
      expect([none.code, none.message]).toEqual([foreign.code, foreign.message]);
    });

    it(`cannot give by ${way} what was taken from her after her request began`, async () => {
      const { giver, grantId } = await makeGiver(["device.terminate"]);
      const role = await roleOf(["device.terminate"]);
      await asSuperuser("update role_grant set revoked_at = now() where id = $1", [grantId]);
      await expect(give(giver, role, account)).rejects.toMatchObject({ code: "forbidden" });
    });
  }

  it("records what was refused, and which permission it lacked", async () => {
    const { giver } = await makeGiver(["device.view"]);
    const email = address();
    const role = await roleOf(["device.terminate"]);
    await perform(giver, inviteMember, { email, roleId: role, scope: account }).catch(() => undefined);
    const events = await asSuperuser(
      "select action, outcome, detail->'lacking' as lacking from audit_event where target_id = $1",
      [email],
    );
    expect(events).toEqual([
      { action: "operation.refused", outcome: "refused", lacking: ["device.terminate"] },
    ]);
    expect(await asSuperuser("select id from invitation where email = $1", [email])).toEqual([]);
  });

  it("cannot give for longer than she holds it", async () => {
    const { giver } = await makeGiver(["device.terminate"], { until: inDays(3) });
    const roleId = await roleOf(["device.terminate"]);
    const give = (endsAt: string | null) =>
      perform(giver, giveGrant, { memberId: target.membershipId, roleId, scope: account, endsAt });
    await expect(give(null)).rejects.toMatchObject({ code: "forbidden" });
    await expect(give(inDays(4))).rejects.toMatchObject({ code: "forbidden" });
    await expect(give(inDays(2))).resolves.toBeDefined();
  });

  it("cannot widen her own grant, nor make it last longer", async () => {
    const { giver, grantId } = await makeGiver(["device.view"], { in: north, until: inDays(3) });
    const sees = { ...giver, scopes: new Map([...giver.scopes, ["group.view", "all"] as const]) };
    const own = async () => {
      const [row] = await asSuperuser<{ role: string; version: number }>(
        "select role_id as role, version from role_grant where id = $1",
        [grantId],
      );
      return { grantId, version: row?.version ?? 0, roleId: row?.role ?? "" };
    };
    const attempt = async (change: object) =>
      perform(sees, changeGrant, { ...(await own()), scope: groups(north), endsAt: inDays(3), ...change });
    await expect(attempt({ scope: account })).rejects.toMatchObject({ code: "forbidden" });
    await expect(attempt({ scope: groups(north, south) })).rejects.toMatchObject({ code: "forbidden" });
    await expect(attempt({ endsAt: null })).rejects.toMatchObject({ code: "forbidden" });
    await expect(attempt({ endsAt: inDays(30) })).rejects.toMatchObject({ code: "forbidden" });
    await expect(attempt({ roleId: ours.roles.administrator })).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      perform(sees, giveGrant, {
        memberId: giver.membershipId,
        roleId: ours.roles.administrator,
        scope: account,
      }),
    ).rejects.toMatchObject({ code: "forbidden" });
    expect((await scopesOf(giver))["device.view"]).toEqual([north.no]);
    await expect(attempt({ endsAt: inDays(1) })).resolves.toBeDefined();
  });

  it("cannot send an invitation again that gives what she does not hold", async () => {
    const { id } = await perform(administrator, inviteMember, {
      email: address(),
      roleId: ours.roles.administrator,
      scope: account,
    });
    const { giver } = await makeGiver(["device.view"]);
    await expect(perform(giver, renewInvitation, { invitationId: id })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it.each(["revoked", "limited", "shortened"])(
    "leaves no open invitation behind that gives what she holds no longer: %s",
    async (how) => {
      const { giver, grantId } = await makeGiver(["device.view", "device.terminate"]);
      const send = async (permissions: Permission[], more: { endsAt?: string; in?: TestGroup } = {}) =>
        (
          await perform(giver, inviteMember, {
            email: address(),
            roleId: await roleOf(permissions),
            scope: more.in ? groups(more.in) : account,
            endsAt: more.endsAt ?? null,
          })
        ).id;
      const wide = await send(["device.terminate"]);
      const narrow = await send(["device.terminate"], { in: north, endsAt: inDays(1) });
      const other = await send(["member.view"]);
      const [grant] = await asSuperuser<{ role: string }>(
        "select role_id as role from role_grant where id = $1",
        [grantId],
      );
      const change = { grantId, version: 1, roleId: grant?.role ?? "" };
      if (how === "revoked") await perform(administrator, revokeGrant, { grantId });
      if (how === "limited") await perform(administrator, changeGrant, { ...change, scope: groups(north) });
      if (how === "shortened")
        await perform(administrator, changeGrant, { ...change, scope: account, endsAt: inDays(2) });
      const open = await asSuperuser<{ id: string }>(
        "select id from invitation where created_by = $1 and revoked_at is null order by id",
        [giver.membershipId],
      );
      expect(open.map(({ id }) => id)).toEqual(how === "revoked" ? [other] : [narrow, other]);
      const recorded = await asSuperuser<{ id: string }>(
        "select target_id as id from audit_event where action = 'invitation.revoked' and target_id = any($1)",
        [[wide, narrow, other]],
      );
      expect(recorded.map(({ id }) => id)).toContain(wide);
    },
  );

  it("takes nothing away once her own rights were taken, though her request had begun", async () => {
    const other = await makeMember(ours, ["device.view"]);
    const dismissed = await makeAdministrator(ours);
    const [grant] = await asSuperuser<{ id: string }>("select id from role_grant where membership_id = $1", [
      other.membershipId,
    ]);
    const grantId = grant?.id ?? "";
    await perform(administrator, removeMember, { memberId: dismissed.membershipId });
    for (const attempt of [
      () => perform(dismissed, removeMember, { memberId: other.membershipId }),
      () => perform(dismissed, revokeGrant, { grantId }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
    expect((await current(other)).scopes.size).toBe(1);
  });

  it("may move a grant to a role that gives only a part of its permissions, and to no other that she lacks", async () => {
    const { giver } = await makeGiver([]);
    const holder = await makeMember(ours, []);
    const { id: grantId } = await perform(administrator, giveGrant, {
      memberId: holder.membershipId,
      roleId: await roleOf(["device.view", "device.terminate"]),
      scope: account,
    });
    const to = async (permissions: Permission[], version: number) =>
      perform(giver, changeGrant, { grantId, version, roleId: await roleOf(permissions), scope: account });
    await expect(to(["device.view", "device.isolate"], 1)).rejects.toMatchObject({ code: "forbidden" });
    await to(["device.view"], 1);
    // the way back is giving
    await expect(to(["device.view", "device.terminate"], 2)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("may take away from a grant what she does not hold herself", async () => {
    const { giver } = await makeGiver([]);
    const { id } = await perform(administrator, giveGrant, {
      memberId: target.membershipId,
      roleId: ours.roles.technician,
      scope: groups(north, south),
    });
    await expect(
      perform(giver, changeGrant, {
        grantId: id,
        version: 1,
        roleId: ours.roles.technician,
        scope: groups(north),
        endsAt: inDays(1),
      }),
    ).resolves.toEqual({ id, version: 2 });
  });
});

describe("a grant", () => {
  const give = (input: object) =>
    perform(administrator, giveGrant, {
      memberId: target.membershipId,
      roleId: ours.roles.technician,
      scope: groups(north),
      ...input,
    });

  it("is refused with an end that has passed", async () => {
    await expect(give({ endsAt: new Date(Date.now() - 1000).toISOString() })).rejects.toMatchObject({
      code: "invalid",
      fields: { endsAt: "Choose a date to come." },
    });
    const { id } = await give({});
    await expect(
      perform(administrator, changeGrant, {
        grantId: id,
        version: 1,
        roleId: ours.roles.technician,
        scope: groups(north),
        endsAt: "2001-01-01T00:00:00Z",
      }),
    ).rejects.toMatchObject({ code: "invalid" });
  });

  it("stops by itself when it ends", async () => {
    const person = await makeMember(ours, []);
    const { id } = await perform(administrator, giveGrant, {
      memberId: person.membershipId,
      roleId: ours.roles.technician,
      scope: groups(north),
      endsAt: inDays(1),
    });
    expect((await scopesOf(person))["device.suspend"]).toEqual([north.no]);
    await asSuperuser("update role_grant set ends_at = now() - interval '1 second' where id = $1", [id]);
    expect(await scopesOf(person)).toEqual({});
  });

  it("cannot be changed by two people at once without the second being told", async () => {
    const { id } = await give({});
    const change = (endsAt: string) =>
      perform(administrator, changeGrant, {
        grantId: id,
        version: 1,
        roleId: ours.roles.technician,
        scope: groups(north),
        endsAt,
      });
    const outcomes = await Promise.allSettled([change(inDays(1)), change(inDays(2))]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = outcomes.find((outcome) => outcome.status === "rejected");
    expect(lost).toMatchObject({ reason: { code: "conflict" } });
  });

  it("of another account answers like none", async () => {
    const foreignAdministrator = await makeAdministrator(theirs);
    const { id } = await give({});
    const attempt = (grantId: string) =>
      perform(foreignAdministrator, changeGrant, {
        grantId,
        version: 1,
        roleId: theirs.roles.technician,
        scope: account,
      }).catch(({ code, message }) => ({ code, message }));
    expect(await attempt(id)).toEqual(await attempt(newId()));
    expect(await attempt(id)).toMatchObject({ code: "not_found" });
  });
});
