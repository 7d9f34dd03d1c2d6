import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { withAuthDb } from "@/db/auth";
import { asSuperuser, makeAccount, makeDevice, makeMember, type TestAccount } from "@/db/testing/estate";
import type { Member } from "@/lib/access/actor";
import { rereadSession } from "@/lib/auth/sessions/read-session";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { startSession } from "@/lib/auth/sessions/start-session";
import { listDevices } from "@/lib/devices/list-devices";
import type { LiveChange } from "@/lib/live/change";
import { action } from "@/lib/operation/action";
import { resolveMemberById } from "@/lib/operation/resolve-actor";
import { respond } from "@/lib/operation/respond";
import { streamLive } from "@/lib/operation/stream-live";

const holding = vi.hoisted(() => ({ sessionId: "" }));

// Each request reads its session anew, as one with this cookie would; next-auth's part in that has tests of its own.
vi.mock("@/lib/auth/sessions/current-session", async () => {
  const { rereadSession } = await import("@/lib/auth/sessions/read-session");
  return { currentSession: () => rereadSession(holding.sessionId) };
});
vi.mock("@/lib/auth/sign-in/client-address", () => ({ clientAddress: async () => "192.0.2.1" }));
vi.mock("@/lib/operation/current-actor", async () => {
  const { currentSession } = await import("@/lib/auth/sessions/current-session");
  const { resolveMember } = await import("@/lib/operation/resolve-actor");
  return {
    currentActor: async (account: string) => resolveMember(await currentSession(), account, "192.0.2.1"),
  };
});

let account: TestAccount;
let elsewhere: TestAccount;
let member: Member;
let deviceId: string;

beforeAll(async () => {
  account = await makeAccount("revoking");
  elsewhere = await makeAccount("revoking-elsewhere");
  deviceId = await makeDevice(account, "pump");
});

beforeEach(async () => {
  member = await makeMember(account, ["device.view"]);
  await asSuperuser(
    "insert into membership (account_id, id, user_id, email, name) values ($1, gen_random_uuid(), $2, $3, 'Ana')",
    [elsewhere.id, member.userId, member.email],
  );
  const { id } = await withAuthDb((db) =>
    startSession(db, {
      userId: member.userId,
      absoluteHours: 12,
      proof: "password",
      complete: true,
      address: "192.0.2.1",
      userAgent: null,
    }),
  );
  holding.sessionId = id;
});

const notify = (of: TestAccount, change: LiveChange) =>
  asSuperuser("select pg_notify('cordon_live', $1)", [JSON.stringify({ accountId: of.id, ...change })]);

/** An open stream, and what it has said so far. */
async function openStream() {
  const stop = new AbortController();
  const answer = await streamLive(account.slug, stop.signal);
  expect(answer.status).toBe(200);
  const heard = { text: "", closed: false };
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  void (async () => {
    for (;;) {
      const { value, done } = (await reader?.read()) ?? { done: true, value: "" };
      if (done) break;
      heard.text += value;
    }
    heard.closed = true;
  })();
  const hears = (what: string, within = 1_000) =>
    expect.poll(() => heard.text, { timeout: within, interval: 20 }).toContain(what);
  // the first listener of a process connects first
  for (let tries = 0; tries < 50 && !heard.text.includes(deviceId); tries += 1) {
    await notify(account, { topic: "devices", devices: [{ id: deviceId, groups: [] }] });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await hears(deviceId);
  return { heard, hears, stop: () => stop.abort() };
}

const requirePolicy = (of: TestAccount) =>
  asSuperuser(
    `insert into account_policy (account_id, second_factor) values ($1, 'everyone')
     on conflict (account_id) do update set second_factor = 'everyone'`,
    [of.id],
  );
const dropPolicies = () =>
  asSuperuser("delete from account_policy where account_id = any ($1)", [[account.id, elsewhere.id]]);

const json = async () => {
  const answer = await respond(listDevices, () => ({}))(new Request("http://portal.test"), {
    params: Promise.resolve({ account: account.slug }),
  });
  return [answer.status, ((await answer.json()) as { error?: { code: string } }).error?.code];
};
const act = async () => {
  const answer = await action(listDevices)(account.slug, {});
  return answer.ok ? "ok" : answer.error.code;
};

const endings: [string, () => Promise<unknown>, string][] = [
  [
    "the session is ended",
    () => asSuperuser("update session set revoked_at = now() where id = $1", [holding.sessionId]),
    "unauthenticated",
  ],
  [
    "its owner is disabled",
    () => asSuperuser("update app_user set disabled_at = now() where id = $1", [member.userId]),
    "unauthenticated",
  ],
  [
    "the account begins to require a second factor",
    async () => {
      await requirePolicy(account);
      await notify(account, { topic: "access" });
    },
    "enrolment_required",
  ],
  [
    "another account of the same person begins to require one",
    async () => {
      await requirePolicy(elsewhere);
      await notify(elsewhere, { topic: "access" });
    },
    "enrolment_required",
  ],
  [
    "the account begins to admit other addresses only",
    async () => {
      await asSuperuser("insert into account_policy (account_id, address_ranges) values ($1, $2)", [
        account.id,
        JSON.stringify([{ name: "Office", range: "198.51.100.0/24" }]),
      ]);
      await notify(account, { topic: "access" });
    },
    "outside_addresses",
  ],
  [
    "the membership ends",
    async () => {
      await asSuperuser("update membership set removed_at = now() where account_id = $1 and id = $2", [
        account.id,
        member.membershipId,
      ]);
      await notify(account, { topic: "access" });
    },
    "not_found",
  ],
];

describe("what was open when", () => {
  it.each(endings)("%s ends within a second, and the next request is refused", async (_, end, code) => {
    const stream = await openStream();
    expect(await act()).toBe("ok");
    try {
      await end();
      await expect.poll(() => stream.heard.closed, { timeout: 1_500, interval: 20 }).toBe(true);
      expect(stream.heard.text).toContain("event: end");
      expect(await act()).toBe(code);
      expect((await json())[1]).toBe(code);
      expect((await streamLive(account.slug, new AbortController().signal)).status).toBeGreaterThanOrEqual(
        401,
      );
    } finally {
      stream.stop();
      await dropPolicies();
    }
  });

  it("a grant is taken away tells no more of what it showed, within a second", async () => {
    const stream = await openStream();
    await asSuperuser(
      "update role_grant set revoked_at = now() where account_id = $1 and membership_id = $2",
      [account.id, member.membershipId],
    );
    await notify(account, { topic: "access" });
    await stream.hears('"topic":"access"');
    const before = stream.heard.text;
    await notify(account, { topic: "devices", devices: [{ id: deviceId, groups: [] }] });
    await notify(account, { topic: "access" });
    await expect
      .poll(() => stream.heard.text.length, { timeout: 1_000, interval: 20 })
      .toBeGreaterThan(before.length);
    expect(stream.heard.text.slice(before.length)).not.toContain(deviceId);
    expect(stream.heard.closed).toBe(false);
    expect(await act()).toBe("forbidden");
    stream.stop();
  });

  it("its owner proves anew who they are lets go, within a second: who holds a copy of the cookie cannot come back", async () => {
    const stream = await openStream();
    await asSuperuser(
      "update session set token_hash = gen_random_uuid()::text::bytea, confirmed_at = now() where id = $1",
      [holding.sessionId],
    );
    await expect.poll(() => stream.heard.closed, { timeout: 1_500, interval: 20 }).toBe(true);
    // its page is not told that it may look no longer, and begins anew with the new cookie
    expect(stream.heard.text).not.toContain("event: end");
    const again = await openStream();
    again.stop();
  });
});

describe("a job that waits", () => {
  it("finds nobody to run as once its person is disabled or has left", async () => {
    expect(await resolveMemberById(account.id, member.userId)).not.toBeNull();
    await asSuperuser("update app_user set disabled_at = now() where id = $1", [member.userId]);
    expect(await resolveMemberById(account.id, member.userId)).toBeNull();
  });
});

describe("the accounts a session was used in", () => {
  it("are those it entered, and no other of the same person", async () => {
    const accounts = async () => ((await rereadSession(holding.sessionId)) as SignedIn).accounts;
    expect(await accounts()).toEqual([]);
    await act();
    await act();
    expect(await accounts()).toEqual([account.id]);
  });
});
