import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { withAuthDb } from "@/db/auth";
import { asSuperuser } from "@/db/testing/estate";
import { currentSession } from "@/lib/auth/sessions/current-session";
import { readSession, rereadSession } from "@/lib/auth/sessions/read-session";
import { startSession } from "@/lib/auth/sessions/start-session";
import { handlers } from "@/lib/auth/sign-in/next-auth";
import { newId } from "@/lib/kernel/id";

const incoming = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { NextRequest } = await import("next/server");
  return {
    headers: async () => incoming.headers,
    cookies: async () => new NextRequest("http://portal.test", { headers: incoming.headers }).cookies,
  };
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const began = Date.parse("2031-05-07T09:00:00Z");
const at = (ms: number) => vi.setSystemTime(began + ms);

let userId: string;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  at(0);
  userId = newId();
  await asSuperuser("insert into app_user (id, email, name) values ($1, $2, 'Ana')", [
    userId,
    `${userId}@example.test`,
  ]);
});
afterEach(() => vi.useRealTimers());

/** A session that began at the moment all of these count from. */
async function start({ absoluteHours = 12, complete = true } = {}) {
  const session = { userId, absoluteHours, complete, address: null, userAgent: null };
  const started = await withAuthDb((db) => startSession(db, { ...session, proof: "password" }));
  await asSuperuser("update session set created_at = $2, last_seen_at = $2 where id = $1", [
    started.id,
    new Date(began),
  ]);
  return started;
}

async function joinAccount(idleMinutes: number, absoluteHours: number): Promise<void> {
  const id = newId();
  await asSuperuser("insert into account (id, slug, name) values ($1, $2, 'Northwind')", [id, `a-${id}`]);
  await asSuperuser(
    "insert into membership (account_id, id, user_id, email, name) values ($1, $2, $3, $4, 'Ana')",
    [id, newId(), userId, `${userId}@example.test`],
  );
  await asSuperuser(
    `insert into account_policy (account_id, second_factor, idle_minutes, absolute_hours) values ($1, 'nobody', $2, $3)`,
    [id, idleMinutes, absoluteHours],
  );
}

const provider = () =>
  asSuperuser("insert into provider_operator (user_id, role) values ($1, 'operator')", [userId]);

describe("how long a session lasts", () => {
  it.each([
    ["a member's", () => Promise.resolve(), 30, 12],
    ["a member's whose account says less", () => joinAccount(5, 1), 5, 1],
    ["a member's whose account says most", () => joinAccount(60, 24), 60, 24],
    ["of two accounts the shorter", () => joinAccount(45, 2).then(() => joinAccount(10, 20)), 10, 2],
    ["a provider's", provider, 15, 8],
  ] as const)("%s is to the millisecond what its rule says", async (_, arrange, idleMinutes, hours) => {
    await arrange();
    const { id, secret } = await start({ absoluteHours: hours });
    at(idleMinutes * MINUTE - 1);
    expect(await rereadSession(id)).not.toBeNull();
    at(idleMinutes * MINUTE);
    expect(await rereadSession(id)).toBeNull();
    expect(await readSession(secret)).toBeNull();

    const busy = await start({ absoluteHours: hours });
    for (let now = 0; now < hours * HOUR; now += (idleMinutes * MINUTE) / 2) {
      at(now);
      expect(await readSession(busy.secret), `after ${now / MINUTE} minutes`).not.toBeNull();
    }
    at(hours * HOUR - 1);
    expect(await readSession(busy.secret)).not.toBeNull();
    at(hours * HOUR);
    expect(await readSession(busy.secret)).toBeNull();
  });

  it("follows a policy that became stricter while the session was going on", async () => {
    const { secret } = await start();
    at(2 * MINUTE);
    expect(await readSession(secret)).not.toBeNull();
    await joinAccount(5, 1);
    at(7 * MINUTE - 1);
    expect(await readSession(secret, { unattended: true })).not.toBeNull();
    at(7 * MINUTE);
    expect(await readSession(secret)).toBeNull();
  });

  it("is ten minutes where the second factor was not shown, used or not", async () => {
    const { secret } = await start({ complete: false });
    for (const minutes of [3, 6, 9]) {
      at(minutes * MINUTE);
      expect(await readSession(secret)).toMatchObject({ complete: false });
    }
    at(10 * MINUTE);
    expect(await readSession(secret)).toBeNull();
  });
});

describe("a page that nobody touches", () => {
  const request = (secret: string, headers: Record<string, string> = {}) => {
    incoming.headers = new Headers({ cookie: `cordon-session=${secret}`, ...headers });
    return currentSession();
  };

  it.each([
    ["what it asks for on its own", { accept: "application/json", "x-cordon-unattended": "1" }],
    ["its live stream, opened anew again and again", { accept: "text/event-stream" }],
  ])("does not keep its session by %s", async (_, headers) => {
    const { secret } = await start();
    for (let minute = 0; minute < 30; minute += 2) {
      at(minute * MINUTE);
      expect(await request(secret, headers), `after ${minute} minutes`).not.toBeNull();
    }
    at(30 * MINUTE);
    expect(await request(secret, headers)).toBeNull();
    expect(await request(secret)).toBeNull();
  });

  it("nor by asking how long the session lasts, or by what goes on being watched", async () => {
    const { id, secret } = await start();
    const { NextRequest } = await import("next/server");
    const howLong = async () => {
      const headers = { cookie: `cordon-session=${secret}` };
      incoming.headers = new Headers(headers);
      const url = new NextRequest("http://portal.test/api/auth/session", { headers });
      return (await handlers.GET(url)).json();
    };
    for (const minute of [10, 20, 29]) {
      at(minute * MINUTE);
      expect(await howLong()).not.toBeNull();
      expect(await rereadSession(id)).not.toBeNull();
    }
    at(30 * MINUTE);
    expect(await howLong()).toBeNull();
    expect(await rereadSession(id)).toBeNull();
  });

  it("keeps it once somebody does touch it", async () => {
    const { secret } = await start();
    at(29 * MINUTE);
    expect(await request(secret, { accept: "application/json" })).not.toBeNull();
    at(58 * MINUTE);
    expect(await request(secret, { accept: "application/json", "x-cordon-unattended": "1" })).not.toBeNull();
    at(59 * MINUTE);
    expect(await request(secret)).toBeNull();
  });
});
