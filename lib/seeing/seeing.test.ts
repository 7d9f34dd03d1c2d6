import { glob, readFile } from "node:fs/promises";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { withAuthDb } from "@/db/auth";
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
import { rereadSession } from "@/lib/auth/sessions/read-session";
import { startSession } from "@/lib/auth/sessions/start-session";
import { listBulkActions } from "@/lib/bulk/list-bulk-actions";
import { countDevices } from "@/lib/devices/count-devices";
import { getDevice } from "@/lib/devices/get-device";
import { listDevices } from "@/lib/devices/list-devices";
import { suspendDevice } from "@/lib/devices/suspend-device";
import { listGroups } from "@/lib/groups/list-groups";
import { newId } from "@/lib/kernel/id";
import type { LiveChange } from "@/lib/live/change";
import { action, actionAsSelf } from "@/lib/operation/action";
import { currentActor } from "@/lib/operation/current-actor";
import { perform } from "@/lib/operation/perform";
import { resolveMemberById } from "@/lib/operation/resolve-actor";
import { respond } from "@/lib/operation/respond";
import { streamLive } from "@/lib/operation/stream-live";
import { getOwnAccess } from "@/lib/people/get-own-access";
import { removeMember } from "@/lib/people/remove-member";
import { requestAccess } from "@/lib/people/request-access";
import { revokeGrant } from "@/lib/people/revoke-grant";
import { seeAs } from "@/lib/seeing/see-as";
import { stopSeeing } from "@/lib/seeing/stop-seeing";
import { takeUses } from "@/lib/use/counter";

const holding = vi.hoisted(() => ({ sessionId: "" }));

// Each request reads its session anew, as one with this cookie would.
vi.mock("@/lib/auth/sessions/current-session", async () => {
  const { rereadSession } = await import("@/lib/auth/sessions/read-session");
  return { currentSession: () => rereadSession(holding.sessionId) };
});
vi.mock("@/lib/auth/sign-in/client-address", () => ({ clientAddress: async () => "192.0.2.1" }));
vi.mock("@/lib/operation/current-actor", async () => {
  const { currentSession } = await import("@/lib/auth/sessions/current-session");
  const { resolveMember, resolveSelf } = await import("@/lib/operation/resolve-actor");
  return {
    currentActor: async (account: string) => resolveMember(await currentSession(), account, "192.0.2.1"),
    currentSelf: async (account: string) => resolveSelf(await currentSession(), account, "192.0.2.1"),
  };
});

let account: TestAccount;
let north: TestGroup;
let south: TestGroup;
let west: TestGroup;
let devices: Record<"north" | "south" | "west" | "nowhere", string>;
let seer: Member;
let ana: Member;

beforeAll(async () => {
  account = await makeAccount("seeing");
  await asSuperuser("insert into account_policy (account_id, second_factor) values ($1, 'nobody')", [
    account.id,
  ]);
  [north, south, west] = [
    await makeGroup(account, "North"),
    await makeGroup(account, "South"),
    await makeGroup(account, "West"),
  ];
  devices = {
    north: await makeDevice(account, "north 1", [north]),
    south: await makeDevice(account, "south 1", [south]),
    west: await makeDevice(account, "west 1", [west]),
    nowhere: await makeDevice(account, "nowhere 1"),
  };
});

async function signIn(person: Member): Promise<string> {
  const { id } = await withAuthDb((db) =>
    startSession(db, {
      userId: person.userId,
      absoluteHours: 12,
      proof: "password",
      complete: true,
      address: "192.0.2.1",
      userAgent: null,
    }),
  );
  holding.sessionId = id;
  return id;
}

beforeEach(async () => {
  seer = await makeAdministrator(account);
  ana = await makeMember(
    account,
    ["device.view", "device.suspend", "group.view", "usage.view"],
    [north.no, south.no],
  );
  await signIn(seer);
});

const see = (memberId = ana.membershipId) => action(seeAs)(account.slug, { memberId, reason: "She asked" });
const stop = () => actionAsSelf(stopSeeing)(account.slug, {});
const codeOf = (answer: { ok: true } | { ok: false; error: { code: string } }) =>
  answer.ok ? "ok" : answer.error.code;
const labels = async () => {
  const actor = await currentActor(account.slug);
  return (await perform(actor, listDevices, {})).devices.map(({ label }) => label);
};
async function json(): Promise<string[]> {
  const answer = await respond(listDevices, () => ({}))(new Request("http://portal.test"), {
    params: Promise.resolve({ account: account.slug }),
  });
  return ((await answer.json()) as { devices: { label: string }[] }).devices.map(({ label }) => label);
}
const who = async (slug = account.slug) => {
  const actor = await currentActor(slug);
  if (actor.kind !== "member") return actor.kind;
  return actor.seer ? "as Ana" : actor.membershipId === seer.membershipId ? "herself" : "somebody";
};
const events = (of: Member) =>
  asSuperuser<{ action: string; outcome: string; operation: string; target_id: string; detail: object }>(
    "select action, outcome, operation, target_id, detail from audit_event where actor_id = $1 order by at, id",
    [of.userId],
  );

/** Somebody who gives grants and sees members, and devices and groups only here. */
async function limitedSeer(groups: TestGroup[]): Promise<Member> {
  const person = await makeMember(account, ["grant.manage", "member.view"]);
  const [roleId, grantId] = [newId(), newId()];
  await asSuperuser("insert into role (account_id, id, name, permissions) values ($1, $2, $3, $4)", [
    account.id,
    roleId,
    `role ${roleId}`,
    ["device.view", "group.view"],
  ]);
  await asSuperuser(
    "insert into role_grant (account_id, id, membership_id, role_id, whole_account) values ($1, $2, $3, $4, false)",
    [account.id, grantId, person.membershipId, roleId],
  );
  for (const { no } of groups)
    await asSuperuser("insert into role_grant_group (account_id, grant_id, group_no) values ($1, $2, $3)", [
      account.id,
      grantId,
      no,
    ]);
  return person;
}

describe("looking as a member", () => {
  it("shows what that member sees, on pages and routes, and says who looks and until when", async () => {
    expect(await labels()).toHaveLength(4);
    const answer = await see();
    expect(answer.ok).toBe(true);
    expect(await labels()).toEqual(["north 1", "south 1"]);
    expect(await json()).toEqual(["north 1", "south 1"]);
    const actor = await currentActor(account.slug);
    if (actor.kind !== "member") throw new Error("not a member");
    expect([...actor.scopes.keys()].sort()).toEqual([
      "device.suspend",
      "device.view",
      "group.view",
      "usage.view",
    ]);
    expect(actor.seer).toMatchObject({ membershipId: seer.membershipId, cut: false });
    const left = (actor.seer?.until.getTime() ?? 0) - Date.now();
    expect(left).toBeGreaterThan(29 * 60_000);
    expect(left).toBeLessThanOrEqual(30 * 60_000);
    expect((await perform(actor, getOwnAccess, {})).grants).toHaveLength(1);
  });

  it("does nothing: every command is refused and recorded as the seer's, nothing as the member's", async () => {
    await see();
    const before = (await events(seer)).length;
    const attempt = await action(suspendDevice)(account.slug, { deviceId: devices.north });
    expect(attempt).toMatchObject({
      ok: false,
      error: {
        code: "read_only_view",
        message: `You are looking as ${ana.label}. Nothing can be done here. Stop looking first.`,
      },
    });
    // also what everybody may do about their own membership, what the member does not hold, and what makes no sense
    expect(
      codeOf(
        await action(requestAccess)(account.slug, {
          kind: "permission",
          permission: "stock.order",
          scope: { kind: "account" },
          reason: "x",
        }),
      ),
    ).toBe("read_only_view");
    expect(codeOf(await action(removeMember)(account.slug, { memberId: seer.membershipId }))).toBe(
      "read_only_view",
    );
    expect(codeOf(await action(revokeGrant)(account.slug, { grantId: "no grant" }))).toBe("read_only_view");
    expect(await asSuperuser("select state from device where id = $1", [devices.north])).toEqual([
      { state: "active" },
    ]);
    const recorded = (await events(seer)).slice(before);
    expect(recorded.map(({ action: word, operation }) => `${word} ${operation}`)).toEqual([
      "operation.refused device.suspend",
      "operation.refused access.request",
      "operation.refused member.remove",
      "operation.refused grant.revoke",
    ]);
    expect(recorded[0]?.detail).toMatchObject({ lookedAs: ana.label });
    expect(await events(ana)).toEqual([]);
  });

  it("leaves no trace at the member: no use, no presence, no session", async () => {
    await see();
    takeUses();
    await labels();
    await perform(await currentActor(account.slug), getDevice, { deviceId: devices.north });
    expect(takeUses().filter(([id]) => id === account.id)).toEqual([]);
    expect(
      await asSuperuser("select last_seen_at from membership where id = $1", [ana.membershipId]),
    ).toEqual([{ last_seen_at: null }]);
    expect(await asSuperuser("select 1 from session where user_id = $1", [ana.userId])).toEqual([]);
  });

  it("is in the activity log, its beginning and its end, under the seer's name", async () => {
    await see();
    expect(await stop()).toEqual({ ok: true, data: { memberId: ana.membershipId } });
    expect(await who()).toBe("herself");
    const log = await events(seer);
    expect(log.map(({ action: word, target_id }) => [word, target_id])).toEqual([
      ["member.seen_as", ana.membershipId],
      ["member.seen_as_ended", ana.membershipId],
    ]);
    expect(log[0]?.detail).toMatchObject({ reason: "She asked" });
    expect(codeOf(await stop())).toBe("conflict");
  });

  it("stops without a fresh proof, and begins only with one", async () => {
    await see();
    await asSuperuser("update session set confirmed_at = now() - interval '1 hour' where id = $1", [
      holding.sessionId,
    ]);
    expect(codeOf(await stop())).toBe("ok");
    expect(codeOf(await see())).toBe("step_up_required");
    expect(await who()).toBe("herself");
  });
});

describe("a seer never sees more than before", () => {
  it("where the member sees more: devices, counts, groups, one device, work on devices", async () => {
    seer = await limitedSeer([south, west]);
    await signIn(seer);
    const work = await fillBulkAction(account, ana, [devices.north]);
    expect(await labels()).toEqual(["south 1", "west 1"]);
    await see();
    const actor = await currentActor(account.slug);
    if (actor.kind !== "member") throw new Error("not a member");
    expect(actor.seer?.cut).toBe(true);
    expect(actor.scopes.get("device.view")).toEqual([south.no]);
    expect(actor.scopes.has("usage.view")).toBe(false);
    expect(await labels()).toEqual(["south 1"]);
    expect(await json()).toEqual(["south 1"]);
    expect(await perform(actor, countDevices, {})).toMatchObject({ count: 1 });
    expect(JSON.stringify(await perform(actor, listGroups, {}))).not.toContain("North");
    for (const hidden of [devices.north, devices.west, devices.nowhere])
      await expect(perform(actor, getDevice, { deviceId: hidden })).rejects.toMatchObject({
        code: "not_found",
      });
    expect(JSON.stringify(await perform(actor, listBulkActions, {}))).not.toContain(work);
    expect(JSON.stringify(await perform(actor, getOwnAccess, {}))).not.toContain("North");
  });

  it("where the seer sees all, the member's own work is shown as the member sees it", async () => {
    const work = await fillBulkAction(account, ana, [devices.north]);
    await see();
    expect(JSON.stringify(await perform(await currentActor(account.slug), listBulkActions, {}))).toContain(
      work,
    );
  });

  it("and of somebody who holds everything in the account sees her own groups", async () => {
    const boss = await makeAdministrator(account);
    seer = await limitedSeer([west]);
    await signIn(seer);
    await see(boss.membershipId);
    expect(await labels()).toEqual(["west 1"]);
    const actor = await currentActor(account.slug);
    expect(actor.kind === "member" && [...actor.scopes.keys()].sort()).toEqual([
      "device.view",
      "grant.manage",
      "group.view",
      "member.view",
    ]);
  });
});

describe("it does not begin", () => {
  it.each([
    ["as oneself", () => seer.membershipId, "conflict"],
    ["as nobody", () => newId(), "not_found"],
  ])("%s", async (_, memberId, code) => {
    expect(codeOf(await see(memberId()))).toBe(code);
    expect(await who()).toBe("herself");
  });

  it("as a member of another account, or as somebody who has left", async () => {
    const foreign = await makeMember(await makeAccount(`seeing-${newId().slice(-8)}`), ["device.view"]);
    expect(codeOf(await see(foreign.membershipId))).toBe("not_found");
    await asSuperuser("update membership set removed_at = now() where id = $1", [ana.membershipId]);
    expect(codeOf(await see())).toBe("conflict");
    expect(await asSuperuser("select 1 from seeing where seer_id = $1", [seer.membershipId])).toEqual([]);
  });

  it("within another look, also not as somebody who may look themselves", async () => {
    const other = await makeAdministrator(account);
    await see(other.membershipId);
    expect(codeOf(await see())).toBe("read_only_view");
    const actor = await currentActor(account.slug);
    expect(actor.kind === "member" && actor.membershipId).toBe(other.membershipId);
  });

  it("for who may not give grants, or sees no members, or is in no session", async () => {
    seer = await makeMember(account, ["member.view", "member.remove"]);
    await signIn(seer);
    expect(codeOf(await see())).toBe("forbidden");
    seer = await makeMember(account, ["grant.manage"]);
    await signIn(seer);
    expect(codeOf(await see())).toBe("forbidden");
    const job = await resolveMemberById(account.id, (await makeAdministrator(account)).userId);
    if (!job) throw new Error("not a member");
    await expect(perform(job, seeAs, { memberId: ana.membershipId })).rejects.toMatchObject({
      code: "invalid",
    });
  });
});

describe("it is over with the next request", () => {
  const endings: [string, () => Promise<unknown>, string?][] = [
    [
      "when its time is up",
      () =>
        asSuperuser(
          "update seeing set started_at = started_at - interval '30 minutes', ends_at = ends_at - interval '30 minutes' where seer_id = $1",
          [seer.membershipId],
        ),
      "Its time was up",
    ],
    [
      "when the member has left",
      () => asSuperuser("update membership set removed_at = now() where id = $1", [ana.membershipId]),
      "The member has left the account",
    ],
    [
      "when the seer may no longer give grants",
      () =>
        asSuperuser("update role_grant set revoked_at = now() where membership_id = $1", [seer.membershipId]),
      "The permission for it ended",
    ],
  ];
  it.each(endings)("%s", async (_, end, reason) => {
    await see();
    expect(await who()).toBe("as Ana");
    await end();
    expect(await who()).toBe("herself");
    expect(await asSuperuser("select 1 from seeing where seer_id = $1", [seer.membershipId])).toEqual([]);
    const last = (await events(seer)).at(-1);
    expect(last).toMatchObject({ action: "member.seen_as_ended", detail: { reason } });
  });

  it("and does not come back when the permission does", async () => {
    await see();
    await asSuperuser("update role_grant set revoked_at = now() where membership_id = $1", [
      seer.membershipId,
    ]);
    await who();
    await asSuperuser("update role_grant set revoked_at = null where membership_id = $1", [
      seer.membershipId,
    ]);
    expect(await who()).toBe("herself");
  });

  it("when the seer has left, who then is nobody there", async () => {
    await see();
    await asSuperuser("update membership set removed_at = now() where id = $1", [seer.membershipId]);
    expect(await who()).toBe("stranger");
    expect(codeOf(await stop())).toBe("not_found");
  });

  it("when the session ends: the next one begins as oneself", async () => {
    await see();
    await asSuperuser("update session set revoked_at = now() where id = $1", [holding.sessionId]);
    expect(await who()).toBe("anonymous");
    await signIn(seer);
    expect(await who()).toBe("herself");
  });

  it("of many requests at once, one records the end", async () => {
    await see();
    await asSuperuser("update membership set removed_at = now() where id = $1", [ana.membershipId]);
    await Promise.all([who(), who(), who(), who()]);
    const ends = (await events(seer)).filter((event) => event.action === "member.seen_as_ended");
    expect(ends).toHaveLength(1);
  });
});

describe("it binds this session in this account, and nothing else", () => {
  it("every tab of it; another browser of the same person, and another account, stay theirs", async () => {
    const elsewhere = await makeAccount(`seeing-${newId().slice(-8)}`);
    await asSuperuser(
      "insert into membership (account_id, id, user_id, email, name) values ($1, $2, $3, $4, 'Test person')",
      [elsewhere.id, newId(), seer.userId, seer.email],
    );
    const first = holding.sessionId;
    await see();
    expect(await Promise.all([who(), who()])).toEqual(["as Ana", "as Ana"]);
    expect(await who(elsewhere.slug)).toBe("somebody");
    const there = await currentActor(elsewhere.slug);
    expect(there.kind === "member" && [there.userId, there.seer]).toEqual([seer.userId, undefined]);
    await signIn(seer);
    expect(await who()).toBe("herself");
    expect(codeOf(await stop())).toBe("conflict");
    holding.sessionId = first;
    expect(await who()).toBe("as Ana");
  });

  it("a row that names another person's session opens nothing", async () => {
    const thief = await makeMember(account, ["device.view"], [north.no]);
    await see();
    const mine = holding.sessionId;
    await signIn(thief);
    await asSuperuser("update seeing set session_id = $2 where session_id = $1", [mine, holding.sessionId]);
    const actor = await currentActor(account.slug);
    expect(actor.kind === "member" && [actor.userId, actor.seer]).toEqual([thief.userId, undefined]);
  });

  it("what the member asked for goes on as hers: a job never looks", async () => {
    await see();
    const job = await resolveMemberById(account.id, ana.userId);
    expect(job?.seer).toBeUndefined();
    expect((await rereadSession(holding.sessionId))?.userId).toBe(seer.userId);
  });
});

describe("what is done as oneself while looking", () => {
  it("is stopping, and no other action is built that way", async () => {
    const found: string[] = [];
    for await (const file of glob("{app,lib,worker}/**/*.{ts,tsx}"))
      for (const line of (await readFile(file, "utf8")).split("\n"))
        if (/\b(actionAsSelf|currentSelf|resolveSelf)\(/.test(line) && !/function|const current/.test(line))
          found.push(`${file}: ${line.trim()}`);
    expect(
      found.filter((line) => !line.startsWith("lib/seeing/") && !/^lib\/operation\//.test(line)),
    ).toEqual(["app/(portal)/[account]/actions.ts: export const stop = actionAsSelf(stopSeeing);"]);
  });
});

describe("the live stream", () => {
  const notify = (change: LiveChange) =>
    asSuperuser("select pg_notify('cordon_live', $1)", [
      JSON.stringify({ accountId: account.id, ...change }),
    ]);
  const changed = (name: keyof typeof devices, groups: TestGroup[]) =>
    notify({ topic: "devices", devices: [{ id: devices[name], groups: groups.map(({ no }) => no) }] });

  it("narrows in tabs that are open already, and tells them; it widens again at the end", async () => {
    seer = await limitedSeer([south, west]);
    await signIn(seer);
    const end = new AbortController();
    const answer = await streamLive(account.slug, end.signal);
    let text = "";
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    void (async () => {
      for (;;) {
        const { value, done } = (await reader?.read()) ?? { done: true, value: "" };
        if (done) break;
        text += value;
      }
    })();
    const hears = (what: string) => expect.poll(() => text, { timeout: 4_000, interval: 20 }).toContain(what);
    for (let tries = 0; tries < 50 && !text.includes(devices.west); tries += 1) {
      await changed("west", [west]);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await hears(devices.west);
    await see();
    await hears(`"topic":"access"`);
    text = "";
    await changed("north", [north]);
    await changed("west", [west]);
    await changed("south", [south]);
    await hears(devices.south);
    expect(text).not.toContain(devices.north);
    expect(text).not.toContain(devices.west);
    text = "";
    await stop();
    await hears(`"topic":"access"`);
    await changed("west", [west]);
    await hears(devices.west);
    end.abort();
  });
});
