import type { Browser } from "@playwright/test";
import { routes, serverActions } from "./build-manifest";
import { test as base, expect, type Portal, readPortal } from "./portal";
import { ask, type RawAnswer } from "./raw-request";
import { openSession, query } from "./second-factor";
import { signInAs } from "./sign-in-as";

interface World {
  portal: Portal;
  /** the Cookie header of each */
  cookies: { nobody: string; member: string; technician: string; provider: string };
  ids: Record<string, string>;
}

async function cookieOf(browser: Browser, portal: Portal, account: string, role: RegExp): Promise<string> {
  const found = portal.signIns.find((each) => each.account === account && role.test(each.role));
  if (!found) throw new Error(`Nobody signs in to ${account} as ${role}`);
  const context = await browser.newContext({ baseURL: portal.url });
  await openSession(await context.newPage(), portal, found.email);
  const [cookie] = await context.cookies();
  await context.close();
  return `${cookie?.name}=${cookie?.value}`;
}

const test = base.extend<object, { world: World }>({
  world: [
    async ({ browser }, use) => {
      const portal = readPortal();
      const cookies = {
        nobody: "",
        member: await cookieOf(browser, portal, "northwind", /^Administrator$/),
        technician: await cookieOf(browser, portal, "northwind", /^Technician/),
        provider: await cookieOf(browser, portal, "provider", /^Provider/),
      };
      const get = async (path: string) =>
        JSON.parse(
          (await ask(portal.url, `/api/accounts/northwind/${path}`, { headers: { cookie: cookies.member } }))
            .text,
        );
      const [{ devices }, { groups }, { people }] = [
        await get("devices"),
        await get("groups"),
        await get("people"),
      ];
      const memberId = people.find(({ kind }: { kind: string }) => kind === "member").id;
      const [, roleId = ""] = /people\/roles\/([0-9a-f-]{36})/.exec(
        (await ask(portal.url, "/northwind/people/roles", { headers: { cookie: cookies.member } })).text,
      ) ?? [""];
      const ids = {
        account: "northwind",
        deviceId: devices[0].id,
        groupId: groups[0].id,
        memberId,
        roleId,
        token: "x",
      };
      await use({ portal, cookies, ids });
    },
    { scope: "worker" },
  ],
});

function addressOf(route: string, ids: Record<string, string>): string {
  const path = route.replace(/\[(?:\.{3})?(\w+)\]/g, (_, name: string) => ids[name] ?? ids.deviceId ?? "x");
  const { deviceId = "", groupId = "", memberId = "" } = ids;
  return route.startsWith("/api/") ? `${path}?${new URLSearchParams({ deviceId, groupId, memberId })}` : path;
}

/** What every answer of the portal carries, a file or not. */
const always: [string, RegExp][] = [
  ["x-content-type-options", /^nosniff$/],
  ["x-frame-options", /^DENY$/],
  ["cross-origin-opener-policy", /^same-origin$/],
  ["cross-origin-resource-policy", /^same-origin$/],
  ["permissions-policy", /camera=\(\).*geolocation=\(\)/],
];

const ofPages: [string, RegExp][] = [
  ["cache-control", /no-store/],
  ["referrer-policy", /^(same-origin|no-referrer)$/],
  ["content-security-policy", /frame-ancestors 'none'/],
  ["content-security-policy", /default-src 'none'/],
  ["content-security-policy", /base-uri 'none'/],
  ["content-security-policy", /script-src ('nonce-[\w+/=]{24}' 'strict-dynamic'|'none')(;|$)/],
];

const isFile = (path: string) => /^\/(_next\/static\/|icon\.svg)/.test(path);

/** What is wrong with an answer's headers, cookies and scripts, in words. */
function faults(path: string, { headers, text }: RawAnswer): string[] {
  const found: string[] = [];
  for (const [name, wanted] of isFile(path) ? always : [...always, ...ofPages])
    if (!wanted.test(String(headers[name] ?? ""))) found.push(`${name} is ${headers[name]}`);
  for (const name of ["x-powered-by", "server", "access-control-allow-origin"])
    if (headers[name]) found.push(`there is ${name}: ${headers[name]}`);
  const scripts = /script-src ([^;]*)/.exec(String(headers["content-security-policy"] ?? ""))?.[1] ?? "";
  if (/unsafe-(inline|eval)/.test(scripts)) found.push(`scripts may be ${scripts}`);
  for (const cookie of headers["set-cookie"] ?? [])
    if (
      !/; ?Path=\/(;|$)/i.test(cookie) ||
      !/; ?HttpOnly/i.test(cookie) ||
      !/; ?SameSite=(lax|strict)/i.test(cookie) ||
      /; ?Domain=/i.test(cookie)
    )
      found.push(`a cookie is ${cookie.replace(/=[^;]*/, "=…")}`);
  if (headers["content-type"]?.startsWith("text/html")) {
    const nonce = /'nonce-([\w+/=]{24})'/.exec(scripts)?.[1] ?? "none";
    for (const [tag] of text.matchAll(/<script\b[^>]*>/g))
      if (!tag.includes(`nonce="${nonce}"`)) found.push(`a script without the nonce: ${tag.slice(0, 80)}`);
    if (/<[a-z][^>]*\son[a-z]+=/i.test(text.replace(/<script\b[^>]*>.*?<\/script>/gs, "")))
      found.push("an event handler stands in the markup");
  }
  return found;
}

test("every answer of every address carries what keeps a browser safe", async ({ world }) => {
  test.setTimeout(300_000);
  const { portal, cookies, ids } = world;
  const wrong: string[] = [];
  const seen = new Set<number>();
  const files = new Set<string>();
  const look = async (path: string, who: keyof World["cookies"], init: Parameters<typeof ask>[2] = {}) => {
    const headers = { ...init?.headers, ...(cookies[who] ? { cookie: cookies[who] } : {}) };
    const answer = await ask(portal.url, path, { ...init, headers });
    seen.add(answer.status);
    for (const fault of faults(path, answer))
      wrong.push(`${init?.method ?? "GET"} ${path} as ${who}, ${answer.status}: ${fault}`);
    for (const [, file] of answer.text.matchAll(/["'(](\/_next\/static\/[^"')\\?]+)/g))
      if (file) files.add(file);
    expect(answer.status, path).toBeLessThan(500);
  };
  const everybody = Object.keys(cookies) as (keyof World["cookies"])[];
  for (const route of routes().filter((each) => !each.startsWith("/_")))
    for (const who of everybody) {
      const path = addressOf(route, ids);
      await look(path, who);
      if (!route.startsWith("/api/")) await look(path, who, { headers: { rsc: "1" } });
      else await look(path, who, { method: "POST", headers: { origin: portal.url } });
    }
  const odd = [
    "/favicon.ico",
    "/no/such/page",
    "/api/no/such/route",
    "/api/auth/nothing",
    "/api/auth/signin",
    "/northwind/devices/x",
    "/_next/static/chunks/nothing.js",
    "/_next/image?url=%2Ficon.svg&w=64&q=75",
    "/northwind%2f..%2fprovider",
    "//northwind",
  ];
  for (const path of odd) for (const who of everybody) await look(path, who);
  for (const method of ["HEAD", "OPTIONS", "DELETE"])
    for (const path of ["/sign-in", "/api/accounts/northwind/devices", "/no/such/page"])
      await look(path, "member", { method, headers: { origin: portal.url } });
  expect(files.size).toBeGreaterThan(5);
  for (const file of files) await look(file, "nobody");
  expect(wrong).toEqual([]);
  for (const status of [200, 307, 401, 403, 404, 405])
    expect([...seen], `nothing answered ${status}`).toContain(status);
});

test("cookies set while signing in are out of reach of scripts and other sites", async ({ page, portal }) => {
  const told: string[] = [];
  page.on("response", async (response) => {
    for (const { name, value } of await response.headersArray().catch(() => []))
      if (name.toLowerCase() === "set-cookie") told.push(value);
  });
  await signInAs(page, portal, "northwind", /^Technician/);
  // what an answer said is read after it came
  await expect.poll(() => told.some((cookie) => /cordon-session=[\w-]{43};/.test(cookie))).toBe(true);
  for (const cookie of told) {
    expect(cookie).toMatch(/; ?Path=\/(;|$)/i);
    expect(cookie).toMatch(/; ?HttpOnly/i);
    expect(cookie).toMatch(/; ?SameSite=lax/i);
    expect(cookie).not.toMatch(/; ?Domain=/i);
  }
  expect(await page.evaluate(() => document.cookie)).not.toContain("cordon-session");
});

test("browsers find the portal's icon where they look for it", async ({ portal }) => {
  const answer = await ask(portal.url, "/favicon.ico");
  expect(answer.status).toBe(200);
  expect(answer.headers["content-type"]).toBe("image/svg+xml");
});

test("addresses of next-auth that nobody needs are not there", async ({ world: { portal, cookies } }) => {
  for (const path of ["signin", "signout", "csrf", "providers", "callback/credentials", "error", "nothing"])
    for (const method of ["GET", "POST"]) {
      const headers = { cookie: cookies.member, origin: portal.url };
      expect((await ask(portal.url, `/api/auth/${path}`, { method, headers })).status, path).toBe(404);
    }
});

const types = [
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=b",
  "application/json",
];

/** Pages that are not ours, and a browser that keeps to itself whose page it is. */
function elsewhere(url: string): Record<string, string>[] {
  const { protocol, hostname, port } = new URL(url);
  return [
    {},
    { origin: "null" },
    { origin: "https://attacker.example" },
    { origin: `${protocol}//${hostname}:${Number(port) + 1}` },
    { origin: `${protocol}//x.${hostname}:${port}` },
    { origin: `${protocol}//${hostname}.attacker.example:${port}` },
    {
      origin: "https://attacker.example",
      "x-forwarded-host": "attacker.example",
      "sec-fetch-site": "same-origin",
    },
    { "sec-fetch-site": "cross-site" },
  ];
}

const refusal = "This was asked for by a page of another site, so nothing was done.";

test.describe("what a page of another site asks for", () => {
  test("is refused at every address, whatever the method and the content", async ({ world }) => {
    test.setTimeout(300_000);
    const { portal, cookies, ids } = world;
    for (const route of routes().filter((each) => !each.startsWith("/_")))
      for (const method of ["POST", "PUT", "PATCH", "DELETE"])
        for (const from of elsewhere(portal.url)) {
          const headers = { cookie: cookies.member, "content-type": "application/json", ...from };
          const answer = await ask(portal.url, addressOf(route, ids), { method, headers, body: "{}" });
          // files are answered without looking at who asks, and have no other answer than themselves
          if (isFile(route)) expect([403, 405], route).toContain(answer.status);
          else
            expect(
              [answer.status, answer.text.includes(refusal)],
              `${method} ${route} from ${JSON.stringify(from)}`,
            ).toEqual([403, true]);
        }
  });

  test("is refused by every server action", async ({ world }) => {
    test.setTimeout(300_000);
    const { portal, cookies } = world;
    for (const { id, name, file } of serverActions()) {
      const provider = file.includes("(provider)");
      for (const from of elsewhere(portal.url))
        for (const type of types) {
          const headers = {
            cookie: provider ? cookies.provider : cookies.member,
            "next-action": id,
            "content-type": type,
            ...from,
          };
          const answer = await ask(portal.url, provider ? "/provider" : "/northwind", {
            method: "POST",
            headers,
            body: '["northwind",{}]',
          });
          expect(
            [answer.status, answer.text.includes(refusal)],
            `${name} from ${JSON.stringify(from)} as ${type}`,
          ).toEqual([403, true]);
        }
    }
  });

  test("changes nothing: no group is made", async ({ world }) => {
    const { portal, cookies } = world;
    const action = serverActions().find(
      ({ file, name }) => file.includes("groups/actions") && name === "create",
    );
    const name = `Forged ${Date.now()}`;
    const send = (headers: Record<string, string>) =>
      ask(portal.url, "/northwind/groups/new", {
        method: "POST",
        headers: {
          cookie: cookies.member,
          "next-action": action?.id ?? "",
          "content-type": "text/plain",
          ...headers,
        },
        body: JSON.stringify(["northwind", { name }]),
      });
    const isThere = async () =>
      (
        await ask(portal.url, "/api/accounts/northwind/groups", { headers: { cookie: cookies.member } })
      ).text.includes(name);
    for (const from of elsewhere(portal.url)) await send(from);
    expect(await isThere()).toBe(false);
    // the same from a page of ours: what was refused was the other site, not the call
    expect((await send({ origin: portal.url })).text).toContain('"ok":true');
    expect(await isThere()).toBe(true);
  });
});

test("what a browser claims about its session changes nothing in it", async ({
  browser,
  world: { portal },
}) => {
  const { email } = portal.signIns.find(({ role }) => /^Technician/.test(role)) ?? { email: "" };
  const context = await browser.newContext({ baseURL: portal.url });
  await openSession(await context.newPage(), portal, email);
  const [held] = await context.cookies();
  const cookie = `${held?.name}=${held?.value}`;
  const kept = () =>
    query(
      portal,
      `select id, user_id, proofs, complete, expires_at, confirmed_at from session
       where user_id = (select id from app_user where email = $1) order by id`,
      [email],
    );
  const before = await kept();
  const claims = {
    email: "eve@attacker.example",
    userId: "x",
    complete: true,
    providerRole: "operator",
    permissions: ["*"],
  };
  for (const path of ["/api/auth/session", "/api/auth/session?update", "/api/auth/callback/credentials"])
    for (const [type, body] of [
      ["application/json", JSON.stringify({ data: claims, ...claims })],
      ["application/x-www-form-urlencoded", new URLSearchParams({ data: JSON.stringify(claims) }).toString()],
    ] as const) {
      const headers = { cookie, origin: portal.url, "content-type": type };
      const answer = await ask(portal.url, path, { method: "POST", headers, body });
      expect([404, 405], path).toContain(answer.status);
    }
  expect(await kept()).toEqual(before);
  expect((await ask(portal.url, "/provider", { headers: { cookie } })).status).toBe(404);
  await context.close();
});

test("a session that was planted in a browser is over once its user signs in", async ({ page, portal }) => {
  const [attacker] = portal.signIns.filter(({ role }) => /^Auditor/.test(role));
  const victim = portal.signIns.find(({ role }) => /^Technician/.test(role));
  await page.goto("/sign-in");
  await openSession(page, portal, attacker?.email ?? "");
  const [planted] = await page.context().cookies();
  const opens = async () =>
    (
      await ask(portal.url, "/api/auth/session", {
        headers: { cookie: `${planted?.name}=${planted?.value}` },
      })
    ).text;
  expect(await opens()).toContain("expires");
  await page.getByLabel("E-mail address").fill(victim?.email ?? "");
  await page.getByLabel("Password", { exact: true }).fill(victim?.password ?? "");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  const held = (await page.context().cookies()).find(({ name }) => name === planted?.name);
  expect(held?.value).not.toBe(planted?.value);
  expect(await opens()).toBe("null");
});
