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
import { queuedMails } from "@/db/testing/queued-mails";
import type { Member } from "@/lib/access/actor";
import type { Permission } from "@/lib/access/permissions";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { resolveMemberById } from "@/lib/operation/resolve-actor";
import { extendGrant } from "@/lib/people/extend-grant";
import { getOwnAccess } from "@/lib/people/get-own-access";
import { getRequest } from "@/lib/people/get-request";
import { giveGrant } from "@/lib/people/give-grant";
import { grantRequest } from "@/lib/people/grant-request";
import { listRequests } from "@/lib/people/list-requests";
import { refuseRequest } from "@/lib/people/refuse-request";
import { removeMember } from "@/lib/people/remove-member";
import { requestAccess } from "@/lib/people/request-access";
import { tellDeciders } from "@/lib/people/tell-deciders";
import { withdrawRequest } from "@/lib/people/withdraw-request";

const whole = { kind: "account" } as const;
const within = (...groups: TestGroup[]) => ({
  kind: "groups" as const,
  groupIds: groups.map(({ id }) => id),
});
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

let account: TestAccount;
let foreign: TestAccount;
let north: TestGroup;
let south: TestGroup;
let administrator: Member;
let terminating: string;

beforeAll(async () => {
  account = await makeAccount("asking");
  foreign = await makeAccount("asking-foreign");
  [north, south] = [await makeGroup(account, "North"), await makeGroup(account, "South")];
  administrator = await makeAdministrator(account);
  terminating = await roleOf(["device.terminate"]);
});

async function roleOf(permissions: Permission[]): Promise<string> {
  const id = newId();
  await asSuperuser(
    "insert into role (account_id, id, name, permissions) values ($1, $2, $2::uuid::text, $3)",
    [account.id, id, permissions],
  );
  return id;
}

const technician = () => makeMember(account, ["device.view", "group.view"], [north.no]);
const ask = (asker: Member, scope: ReturnType<typeof within> | typeof whole = within(north)) =>
  perform(asker, requestAccess, {
    kind: "permission",
    permission: "device.terminate",
    scope,
    reason: "The pumps in the north are replaced",
  });
const current = async (member: Member) => {
  const found = await resolveMemberById(member.account.id, member.userId);
  if (!found) throw new Error("no longer a member");
  return found;
};
const outcomeOf = async (id: string) =>
  (await asSuperuser<{ outcome: string | null }>("select outcome from access_request where id = $1", [id]))[0]
    ?.outcome;

async function endingGrantOf(holder: Member, days: number): Promise<string> {
  const [row] = await asSuperuser<{ id: string }>(
    "update role_grant set ends_at = $2 where membership_id = $1 returning id",
    [holder.membershipId, inDays(days)],
  );
  return row?.id ?? "";
}

describe("asking", () => {
  it("is open to every member, gives nothing, and is seen by the asker and by who gives grants", async () => {
    const asker = await makeMember(account, []);
    const { id } = await ask(asker, whole);
    expect((await current(asker)).scopes.size).toBe(0);
    expect((await perform(asker, getOwnAccess, {})).requests.map((each) => each.id)).toEqual([id]);
    expect((await perform(administrator, listRequests, {})).requests.map((each) => each.id)).toContain(id);
    await expect(perform(asker, getRequest, { requestId: id })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("shows nobody the requests or grants of a colleague", async () => {
    const [one, other] = [await technician(), await technician()];
    await ask(one);
    const seen = await perform(other, getOwnAccess, {});
    expect(seen.requests).toEqual([]);
    expect(seen.grants).toHaveLength(1);
    // not even by who sees every group, and so every row of the account
    expect((await perform(administrator, getOwnAccess, {})).requests).toEqual([]);
  });

  it("cannot name a group that is out of sight, another account's, or nobody's", async () => {
    const asker = await technician();
    const far = await makeGroup(foreign, "Far");
    for (const group of [south, far, { id: newId(), no: 0 }])
      await expect(ask(asker, within(group))).rejects.toMatchObject({ code: "not_found" });
  });

  it("is refused for what is held already, asked already, or cannot be given there", async () => {
    const asker = await technician();
    await ask(asker);
    await expect(ask(asker)).rejects.toMatchObject({ code: "conflict" });
    await expect(
      perform(asker, requestAccess, {
        kind: "permission",
        permission: "device.view",
        scope: within(north),
        reason: "x",
      }),
    ).rejects.toMatchObject({ code: "conflict" });
    await expect(
      perform(asker, requestAccess, {
        kind: "permission",
        permission: "stock.order",
        scope: within(north),
        reason: "x",
      }),
    ).rejects.toMatchObject({ code: "invalid" });
  });

  it("twice at the same moment is one request", async () => {
    const asker = await technician();
    const answers = await Promise.allSettled(Array.from({ length: 4 }, () => ask(asker)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("ends after ten times a day", async () => {
    const asker = await makeMember(account, []);
    for (let i = 0; i < 10; i += 1)
      await asSuperuser(
        `insert into access_request (account_id, id, requested_by, permission, whole_account, reason, decided_at, outcome)
         values ($1, $2, $3, 'stock.order', true, 'x', now(), 'refused')`,
        [account.id, newId(), asker.membershipId],
      );
    await expect(ask(asker, whole)).rejects.toMatchObject({ code: "throttled" });
  });

  it("for more time is only for a grant of one's own", async () => {
    const [one, other] = [await technician(), await technician()];
    const grantId = await endingGrantOf(one, 5);
    const attempt = (asker: Member, until = inDays(30)) =>
      perform(asker, requestAccess, { kind: "extension", grantId, until, reason: "Not done" });
    await expect(attempt(other)).rejects.toMatchObject({ code: "not_found" });
    await expect(attempt(administrator)).rejects.toMatchObject({ code: "forbidden" });
    await expect(attempt(one, inDays(2))).rejects.toMatchObject({ code: "invalid" });
    await expect(attempt(one)).resolves.toMatchObject({ id: expect.any(String) });
  });

  it("cannot be written down as granted: the database lets no asker answer", async () => {
    const columns = await asSuperuser<{ column_name: string }>(
      `select column_name from information_schema.column_privileges
       where table_name = 'access_request' and grantee = 'cordon_web_groups' and privilege_type in ('INSERT', 'UPDATE')
         and column_name in ('outcome', 'decided_at', 'decided_by', 'requested_by')`,
    );
    expect(columns).toEqual([]);
  });
});

describe("those who may decide", () => {
  it("are written to once: who gives grants and holds it there, and nobody else", async () => {
    const asker = await technician();
    const holds = await makeMember(account, ["grant.manage", "device.terminate"]);
    const onlyGives = await makeMember(account, ["grant.manage"]);
    const onlyHolds = await makeMember(account, ["device.terminate"]);
    await asSuperuser("update membership set last_seen_at = now() where id = any($1::uuid[])", [
      [holds.membershipId, onlyGives.membershipId],
    ]);
    const { id } = await ask(asker);
    await Promise.all([1, 2, 3].map(() => tellDeciders(account.id, id)));
    const mails = (await queuedMails()).filter(({ text }) => text.includes(`/people/requests/${id}`));
    const to = mails.map((mail) => mail.to);
    expect(to.filter((each) => each === holds.email)).toHaveLength(1);
    expect(to).not.toContain(onlyGives.email);
    expect(to).not.toContain(onlyHolds.email);
    expect(to).not.toContain(asker.email);
    expect(new Set(to).size).toBe(to.length);
  });

  it("cannot grant or refuse what they do not hold there themselves", async () => {
    const asker = await technician();
    const { id } = await ask(asker);
    const onlyGives = await makeMember(account, ["grant.manage", "group.view"]);
    await expect(
      perform(onlyGives, grantRequest, { requestId: id, roleId: terminating, scope: within(north) }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await expect(perform(onlyGives, refuseRequest, { requestId: id, answer: "No" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await outcomeOf(id)).toBeNull();
  });

  it("cannot give more along with it than they hold", async () => {
    const asker = await technician();
    const { id } = await ask(asker);
    const decider = await makeMember(account, ["grant.manage", "group.view", "device.terminate"]);
    for (const choice of [
      { roleId: account.roles.administrator, scope: whole },
      { roleId: account.roles.device_operator, scope: within(north) },
    ])
      await expect(perform(decider, grantRequest, { requestId: id, ...choice })).rejects.toMatchObject({
        code: "forbidden",
      });
    expect((await current(asker)).scopes.has("device.terminate")).toBe(false);
  });

  it("cannot decide their own", async () => {
    const both = await makeMember(account, ["grant.manage", "group.view"]);
    const { id } = await ask(both, whole);
    const now = await makeMember(account, ["device.terminate"]);
    await asSuperuser("update role_grant set membership_id = $2 where membership_id = $1", [
      now.membershipId,
      both.membershipId,
    ]);
    const holding = await current(both);
    await expect(
      perform(holding, grantRequest, { requestId: id, roleId: terminating, scope: whole }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await expect(perform(holding, refuseRequest, { requestId: id, answer: "No" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("give by a role that holds what was asked for, and no other", async () => {
    const asker = await technician();
    const { id } = await ask(asker);
    await expect(
      perform(administrator, grantRequest, {
        requestId: id,
        roleId: account.roles.auditor,
        scope: within(north),
      }),
    ).rejects.toMatchObject({ code: "invalid" });
    await perform(administrator, grantRequest, {
      requestId: id,
      roleId: terminating,
      scope: within(north),
      endsAt: inDays(10),
      answer: "For this job",
    });
    expect((await current(asker)).scopes.get("device.terminate")).toEqual([north.no]);
    const [mail] = await queuedMails(asker.email);
    expect(mail?.subject).toContain("was granted");
    await expect(
      perform(administrator, refuseRequest, { requestId: id, answer: "No" }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  it("two at once: one decides, the other is told", async () => {
    const asker = await technician();
    const { id } = await ask(asker);
    const second = await makeAdministrator(account);
    const answers = await Promise.allSettled([
      perform(administrator, grantRequest, { requestId: id, roleId: terminating, scope: within(north) }),
      perform(second, refuseRequest, { requestId: id, answer: "No" }),
    ]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(answers.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "conflict" },
    });
  });

  it("extend what is asked for, and a refusal leaves the end as it is", async () => {
    const asker = await technician();
    const grantId = await endingGrantOf(asker, 5);
    const more = () =>
      perform(asker, requestAccess, { kind: "extension", grantId, until: inDays(30), reason: "Not done" });
    const first = await more();
    await perform(administrator, refuseRequest, { requestId: first.id, answer: "It is done" });
    const second = await more();
    await perform(administrator, grantRequest, { requestId: second.id, endsAt: inDays(30) });
    expect([await outcomeOf(first.id), await outcomeOf(second.id)]).toEqual(["refused", "granted"]);
    const [grant] = (await perform(asker, getOwnAccess, {})).grants;
    expect(Date.parse(grant?.endsAt ?? "")).toBeGreaterThan(Date.now() + 29 * 86_400_000);
  });
});

describe("a request is over", () => {
  it("when the person has it by now", async () => {
    const asker = await technician();
    const { id } = await ask(asker);
    await perform(administrator, giveGrant, {
      memberId: asker.membershipId,
      roleId: terminating,
      scope: within(north),
    });
    expect(await outcomeOf(id)).toBe("void");
    await expect(
      perform(administrator, grantRequest, { requestId: id, roleId: terminating, scope: within(north) }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  it("when the person got it by a way that closed nothing: deciding closes it and gives nothing", async () => {
    const asker = await technician();
    const { id } = await ask(asker);
    await asSuperuser(
      "update role set permissions = permissions || '{device.terminate}' where id in (select role_id from role_grant where membership_id = $1)",
      [asker.membershipId],
    );
    const answer = await perform(administrator, grantRequest, {
      requestId: id,
      roleId: terminating,
      scope: within(north),
    });
    expect(answer.outcome).toBe("void");
    const [{ n } = { n: 0 }] = await asSuperuser<{ n: number }>(
      "select count(*)::int as n from role_grant where membership_id = $1",
      [asker.membershipId],
    );
    expect(n).toBe(1);
  });

  it("when the grant was extended directly", async () => {
    const asker = await technician();
    const grantId = await endingGrantOf(asker, 5);
    const { id } = await perform(asker, requestAccess, {
      kind: "extension",
      grantId,
      until: inDays(30),
      reason: "Not done",
    });
    await perform(administrator, extendGrant, { grantId, version: 1, endsAt: inDays(20) });
    expect(await outcomeOf(id)).toBe("void");
  });

  it("when the person leaves", async () => {
    const asker = await technician();
    const { id } = await ask(asker);
    await perform(administrator, removeMember, { memberId: asker.membershipId });
    expect(await outcomeOf(id)).toBe("void");
    await expect(perform(asker, getOwnAccess, {})).resolves.toBeDefined();
    expect(await resolveMemberById(account.id, asker.userId)).toBeNull();
  });
});

describe("taking back what one asked for", () => {
  it("closes it, also for who is limited to a group, and then it can be asked anew", async () => {
    const asker = await technician();
    const { id } = await ask(asker);
    await perform(asker, withdrawRequest, { requestId: id });
    expect(await outcomeOf(id)).toBe("void");
    await expect(perform(administrator, grantRequest, { requestId: id })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(perform(asker, withdrawRequest, { requestId: id })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(ask(asker)).resolves.toBeDefined();
    const [event] = await asSuperuser(
      "select actor_id from audit_event where target_id = $1 and action = 'access.request_withdrawn'",
      [id],
    );
    expect(event).toEqual({ actor_id: asker.userId });
  });

  it("is for nobody else, and whoever sees no requests learns of none", async () => {
    const [asker, colleague] = [await technician(), await technician()];
    const stranger = await makeMember(foreign, []);
    const { id } = await ask(asker);
    for (const other of [colleague, stranger])
      await expect(perform(other, withdrawRequest, { requestId: id })).rejects.toMatchObject({
        code: "not_found",
      });
    await expect(perform(administrator, withdrawRequest, { requestId: id })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await outcomeOf(id)).toBeNull();
  });
});
