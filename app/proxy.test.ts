import { NextRequest } from "next/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import proxy from "@/proxy";

const ask = (path: string, init: { method?: string; headers?: Record<string, string> } = {}) =>
  proxy(new NextRequest(`http://portal.test${path}`, init));
const passedOn = (response: Response) =>
  (response.headers.get("x-middleware-override-headers") ?? "").split(",").filter(Boolean);

describe("what stands in front of every page", () => {
  it("lets scripts run with this answer's own nonce only", () => {
    const nonces = ["/sign-in", "/sign-in"].map((path) => {
      const policy = ask(path).headers.get("content-security-policy") ?? "";
      const scripts = /script-src ([^;]+)/.exec(policy)?.[1] ?? "";
      expect(scripts).toMatch(/^'nonce-[\w+/=]{24}' 'strict-dynamic'$/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("base-uri 'none'");
      return scripts;
    });
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it("lets nothing be kept, and tells nobody an address that is a secret", () => {
    expect(ask("/northwind/devices").headers.get("cache-control")).toBe("no-store");
    expect(ask("/northwind/devices").headers.get("referrer-policy")).toBe("same-origin");
    for (const path of ["/reset-password/abc", "/invitation/abc.def"])
      expect(ask(path).headers.get("referrer-policy")).toBe("no-referrer");
    expect(ask("/sign-in").headers.get("strict-transport-security")).toBeNull();
  });

  it("passes on no header that steers the server from within", () => {
    const steering = {
      "x-middleware-subrequest": "proxy:proxy",
      "x-middleware-rewrite": "http://attacker.example/",
      "x-middleware-next": "1",
      "x-nextjs-rewritten-path": "/provider",
      "content-security-policy": "script-src *",
      "x-cordon-place": "/elsewhere",
    };
    const response = ask("/sign-in", { headers: steering });
    expect(passedOn(response).toSorted()).toEqual(["content-security-policy", "x-cordon-place"]);
    expect(response.headers.get("x-middleware-request-content-security-policy")).toContain("'nonce-");
    expect(response.headers.get("x-middleware-rewrite")).toBeNull();
    expect(response.headers.get("x-middleware-request-x-cordon-place")).toBe("/sign-in");
  });

  it.each([
    ["our own page", { origin: "http://portal.test" }, 200],
    ["our own page, without an origin", { "sec-fetch-site": "same-origin", cookie: "cordon-session=x" }, 200],
    ["a program without our cookie", {}, 200],
    ["another site", { origin: "https://attacker.example" }, 403],
    ["a site that looks like ours", { origin: "http://portal.test.attacker.example" }, 403],
    ["our host on another port", { origin: "http://portal.test:8080" }, 403],
    ["a page without an origin", { origin: "null" }, 403],
    ["a page without an origin, with our cookie", { origin: "null", cookie: "cordon-session=x" }, 403],
    ["nobody says who, with our cookie", { cookie: "cordon-session=x" }, 403],
    ["another site that says so", { "sec-fetch-site": "cross-site", cookie: "cordon-session=x" }, 403],
    ["nonsense", { origin: "::::" }, 403],
  ])("lets a change asked for by %s through only if it is ours", (_, headers, status) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"])
      for (const path of ["/api/accounts/northwind/devices", "/northwind/devices", "/sign-in"])
        expect(
          ask(path, { method, headers: { host: "portal.test", ...headers } as Record<string, string> })
            .status,
        ).toBe(status);
    expect(ask("/sign-in", { headers: headers as Record<string, string> }).status).toBe(200);
  });
});

describe("behind https", () => {
  afterEach(() => vi.unstubAllEnvs());

  async function askSecurely(headers: Record<string, string> = {}, method = "GET") {
    vi.resetModules();
    vi.stubEnv("PUBLIC_URL", "https://portal.example");
    const { default: secure } = await import("@/proxy");
    return secure(new NextRequest("http://127.0.0.1:3000/northwind/devices", { method, headers }));
  }

  it("tells browsers to come back by https only, for two years", async () => {
    for (const answer of [await askSecurely(), await askSecurely({ origin: "null" }, "POST")]) {
      expect(answer.headers.get("strict-transport-security")).toBe("max-age=63072000; includeSubDomains");
      expect(answer.headers.get("content-security-policy")).toContain("upgrade-insecure-requests");
    }
  });

  it.each([
    ["itself", "https://portal.example", 200],
    ["the same host without https", "http://portal.example", 403],
    ["another port", "https://portal.example:8443", 403],
    ["a host below it", "https://x.portal.example", 403],
    ["the host above it", "https://example", 403],
  ])("takes changes asked for by %s only if it is itself", async (_, origin, status) => {
    const answer = await askSecurely(
      { origin, host: "portal.example", cookie: "__Host-cordon-session=x" },
      "POST",
    );
    expect(answer.status).toBe(status);
  });

  it("knows its own cookie by the name that binds it to the host", async () => {
    expect((await askSecurely({ cookie: "__Host-cordon-session=x" }, "POST")).status).toBe(403);
  });

  it("hands out cookies that no script, other site, other host or open line gets", async () => {
    const { callbackCookieName, sessionCookieName, sessionCookieOptions } = await import(
      "@/lib/auth/sessions/session-cookie"
    );
    for (const name of [sessionCookieName, callbackCookieName])
      expect(name("https://portal.example")).toMatch(/^__Host-/);
    expect(sessionCookieOptions("https://portal.example")).toEqual({
      httpOnly: true,
      sameSite: "lax",
      path: "/",
      secure: true,
    });
  });
});
