import { NextRequest } from "next/server";
import { describe, expect, it, vi } from "vitest";
import { withAuthDb } from "@/db/auth";
import { asSuperuser } from "@/db/testing/estate";
import { createUser } from "@/lib/auth/create-user";
import { currentSession } from "@/lib/auth/sessions/current-session";
import { readSession } from "@/lib/auth/sessions/read-session";
import { startSession } from "@/lib/auth/sessions/start-session";
import { handlers } from "@/lib/auth/sign-in/next-auth";

const incoming = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", async () => {
  const { NextRequest } = await import("next/server");
  return {
    headers: async () => incoming.headers,
    cookies: async () => new NextRequest("http://portal.test", { headers: incoming.headers }).cookies,
  };
});

async function started(complete = true): Promise<string> {
  const user = await withAuthDb((db) =>
    createUser(db, {
      email: `${crypto.randomUUID()}@example.test`,
      name: "Ana",
      password: "seven quiet herons",
    }),
  );
  const session = { userId: user.id, absoluteHours: 12, complete, address: null, userAgent: null };
  return (await withAuthDb((db) => startSession(db, { ...session, proof: "password" }))).secret;
}

const cookie = (secret: string) => ({ cookie: `cordon-session=${secret}` });
const ask = (
  path: string,
  init: { method?: string; headers?: Record<string, string>; body?: string } = {},
) => {
  const request = new NextRequest(`http://attacker.example${path}`, init);
  return init.method === "POST" ? handlers.POST(request) : handlers.GET(request);
};

describe("who holds the cookie, and what next-auth gives away", () => {
  it("tells server code who holds the cookie, and a browser only how long", async () => {
    const secret = await started();
    incoming.headers = new Headers(cookie(secret));
    expect(await currentSession()).toEqual(await readSession(secret));
    const answer = await ask("/api/auth/session", { headers: cookie(secret) });
    expect(await answer.json()).toEqual({ expires: expect.any(String) });
  });

  it("takes nothing a browser posts into its session", async () => {
    const secret = await started(false);
    const before = await readSession(secret);
    const body = JSON.stringify({
      data: { email: "eve@attacker.example", complete: true, providerRole: "operator" },
    });
    for (const path of ["/api/auth/session", "/api/auth/session?update"])
      await ask(path, {
        method: "POST",
        headers: { ...cookie(secret), "content-type": "application/json" },
        body,
      });
    expect(await readSession(secret)).toEqual(before);
  });

  it.each([
    ["no cookie", ""],
    ["a made-up one", "A".repeat(43)],
    ["a token of its own kind", "eyJhbGciOiJub25lIn0.eyJzaWduZWRJbiI6e319."],
    ["one that is too long", "A".repeat(5_000)],
    ["one with a zero", "%00"],
  ])("makes nobody of %s", async (_, secret) => {
    incoming.headers = new Headers(secret ? cookie(secret) : {});
    expect(await currentSession()).toBeNull();
  });

  it("leads nowhere but home, whatever it is asked", async () => {
    for (const target of [
      "https://attacker.example",
      "//attacker.example",
      "/\\attacker.example",
      "javascript:alert(1)",
    ])
      for (const path of ["signin", "signout", "error", "callback/credentials"]) {
        const answer = await ask(`/api/auth/${path}?callbackUrl=${encodeURIComponent(target)}`, {
          headers: { host: "attacker.example", "x-forwarded-host": "attacker.example" },
        });
        const location = answer.headers.get("location") ?? "/";
        expect(new URL(location, "http://portal.test").origin).toBe("http://portal.test");
        expect(location).not.toContain("attacker");
      }
  });

  it("is an error and nobody when the session cannot be read", async () => {
    incoming.headers = new Headers(cookie(await started()));
    await asSuperuser("alter table session rename to session_away");
    await expect(currentSession()).rejects.toMatchObject({ code: "unavailable" });
    await asSuperuser("alter table session_away rename to session");
    expect(await currentSession()).not.toBeNull();
  });
});
