import { request as http } from "node:http";
import type { APIRequestContext, APIResponse, Browser } from "@playwright/test";
import { buildId, routes, type ServerAction, serverActions } from "./build-manifest";
import { test as base, expect, type Portal, readPortal } from "./portal";
import { signInAs } from "./sign-in-as";

/** What anybody may open: reviewed, and short. Everything else the build answers is behind a session. */
const open = new Set([
  "/",
  "/_global-error",
  "/_not-found",
  "/api/auth/session",
  "/api/health",
  "/factor-reset/[token]",
  "/forgotten-password",
  "/icon.svg",
  "/invitation/[token]",
  "/reset-password/[token]",
  "/sign-in",
]);
/** Behind a session, but of no account: what is there is the person's own. */
const personal = new Set([
  "/accounts",
  "/sign-in/enrol",
  "/sign-in/second-factor",
  "/you",
  "/you/security",
  "/you/security/app",
  "/you/security/key",
  "/you/security/phone",
  "/you/security/recovery-codes",
  "/you/sessions",
]);

const openActions = new Set(["app/(sign-in)/actions.ts", "app/(sign-in)/factor-reset/[token]/actions.ts"]);
/** Actions of a person, not of an account, which answer in a form's own words. */
const personalActions = new Set(["app/you/actions.ts", "app/(sign-in)/sign-in/second-factor/actions.ts"]);

interface World {
  /** signed in as the administrator of northwind, of harbour, and not at all */
  ana: APIRequestContext;
  mika: APIRequestContext;
  nobody: APIRequestContext;
  /** words that only northwind's own people may ever read */
  canaries: string[];
  deviceId: string;
  memberId: string;
  groupId: string;
}

async function signedIn(browser: Browser, portal: Portal, account: string): Promise<APIRequestContext> {
  const context = await browser.newContext({ baseURL: portal.url });
  await signInAs(await context.newPage(), portal, account, /^Administrator$/);
  return context.request;
}

/** What an account's own administrator reads: names nobody else may, and ids to try. */
async function wordsOf(who: APIRequestContext, account: string) {
  const get = async (path: string) => (await who.get(`/api/accounts/${account}/${path}`)).json();
  const [{ devices }, { groups }] = [await get("devices"), await get("groups")];
  const { people } = await get("people");
  const words: (string | null)[] = [
    ...devices.flatMap(({ label, iccid }: Record<string, string>) => [label, iccid]),
    ...groups.map(({ name }: Record<string, string>) => name),
    ...people.map(({ email }: Record<string, string>) => email),
  ];
  return {
    words: words.filter((word): word is string => word !== null && word.length > 4),
    deviceId: String(devices[0].id),
    groupId: String(groups[0].id),
    memberId: String(people.find(({ kind }: { kind: string }) => kind === "member").id),
  };
}

const test = base.extend<object, { world: World }>({
  world: [
    async ({ browser, playwright }, use) => {
      const portal = readPortal();
      const ana = await signedIn(browser, portal, "northwind");
      const mika = await signedIn(browser, portal, "harbour");
      const [own, theirs] = [await wordsOf(ana, "northwind"), await wordsOf(mika, "harbour")];
      await use({
        ...own,
        ana,
        mika,
        nobody: await playwright.request.newContext({ baseURL: portal.url }),
        // a person may be in both
        canaries: own.words.filter((word) => !theirs.words.includes(word)),
      });
    },
    { scope: "worker" },
  ],
});

/** An address of northwind's with real ids in it, with parameters for the routes that take theirs from the query. */
function addressOf(route: string, world: World, account = "northwind"): string {
  const { deviceId, groupId, memberId } = world;
  const values: Record<string, string> = { account, deviceId, groupId, memberId, token: "x" };
  const path = route.replace(/\[(?:\.{3})?(\w+)\]/g, (_, name: string) => values[name] ?? deviceId);
  return route.startsWith("/api/") ? `${path}?${new URLSearchParams({ deviceId, groupId, memberId })}` : path;
}

async function expectNoCanary(answer: APIResponse, canaries: readonly string[], what: string): Promise<void> {
  const text = `${JSON.stringify(answer.headers())} ${await answer.text()}`;
  const found = canaries.filter((word) => text.includes(word));
  expect(found, `${what} tells ${found[0]}`).toEqual([]);
}

/** Asks as such a route is asked: what is too long for an address is sent. */
const posted = /\/previews\/|\/credentials\/file$/;

const askRoute = (
  who: APIRequestContext,
  route: string,
  path: string,
  headers: Record<string, string> = {},
) =>
  posted.test(route)
    ? who.post(path, {
        headers: { origin: readPortal().url, "content-type": "application/json", ...headers },
        data: "{}",
        maxRedirects: 0,
      })
    : who.get(path, { headers, maxRedirects: 0 });

const live = /\/live$/; // a stream: its status is all there is to wait for

/** The ways around a page's own check that other products have had. */
const disguises = (path: string): { path: string; headers: Record<string, string> }[] => [
  { path, headers: {} },
  { path, headers: { "x-middleware-subrequest": Array(5).fill("middleware").join(":") } },
  { path, headers: { "x-middleware-subrequest": Array(5).fill("src/proxy").join(":") } },
  { path, headers: { rsc: "1" } },
  { path, headers: { rsc: "1", "next-router-prefetch": "1" } },
  { path, headers: { rsc: "1", "next-router-segment-prefetch": "/_tree" } },
  { path: `${path}.rsc`, headers: { rsc: "1" } },
  { path: `${path}.segments/_tree.segment.rsc`, headers: { rsc: "1" } },
  { path: `/_next/data/${buildId()}${path}.json`, headers: { "x-nextjs-data": "1" } },
  { path: path.replace("northwind", "north%77ind"), headers: {} },
  { path: `/${path}`.replace("//", "/./"), headers: {} },
  { path, headers: { "x-forwarded-host": "evil.example", "x-original-url": path, "x-rewrite-url": path } },
  {
    path,
    headers: { authorization: "Bearer x", cookie: "authjs.session-token=x; __Secure-authjs.session-token=x" },
  },
];

const refusals = [301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 422];

test.describe("every address of the build", () => {
  for (const route of routes().filter((each) => !open.has(each))) {
    test(`${route} tells nobody without a session anything`, async ({ world }) => {
      test.setTimeout(120_000);
      for (const { path, headers } of disguises(addressOf(route, world))) {
        const answer = await askRoute(world.nobody, route, path, headers);
        const what = `${path} with ${Object.keys(headers)}`;
        await expectNoCanary(answer, world.canaries, what);
        if (route.startsWith("/api/")) expect(refusals, what).toContain(answer.status());
        else if (answer.ok())
          expect(await answer.text(), what).toMatch(/NEXT_REDIRECT|NEXT_HTTP_ERROR_FALLBACK|sign-in/);
      }
    });

    if (personal.has(route)) continue;
    test(`${route} tells another account's administrator nothing`, async ({ world }) => {
      const ofNorthwind = await askRoute(world.mika, route, addressOf(route, world));
      await expectNoCanary(ofNorthwind, world.canaries, route);
      expect(ofNorthwind.status(), route).toBe(404);
      if (!route.includes("[account]") || !route.startsWith("/api/")) return;
      const ofNobody = await askRoute(world.mika, route, addressOf(route, world, "no-such-account"));
      expect([ofNobody.status(), await ofNobody.text()]).toEqual([404, await ofNorthwind.text()]);
    });

    if (!route.startsWith("/api/accounts/") || live.test(route)) continue;
    test(`${route} finds nothing of northwind's from within harbour`, async ({ world }) => {
      const answer = await askRoute(world.mika, route, addressOf(route, world, "harbour"));
      await expectNoCanary(answer, world.canaries, route);
    });
  }
});

/** Calls an action as its page would, with JSON arguments. */
const call = (who: APIRequestContext, { id }: ServerAction, page: string, args: unknown[], headers = {}) =>
  who.post(page, {
    headers: {
      "next-action": id,
      "content-type": "text/plain;charset=UTF-8",
      accept: "text/x-component",
      ...headers,
    },
    data: JSON.stringify(args),
    maxRedirects: 0,
  });

const argsOf = ({ file }: ServerAction, input: object, account = "northwind") =>
  file.includes("(provider)") ? [input] : [account, input];

const pageOf = ({ file }: ServerAction) => (file.includes("(provider)") ? "/provider" : "/northwind");

test.describe("every server action of the build", () => {
  for (const action of serverActions().filter(({ file }) => !openActions.has(file))) {
    const { name, file } = action;
    test(`${name} of ${file} does nothing without a session`, async ({ world }) => {
      for (const page of [pageOf(action), "/sign-in"]) {
        const answer = await call(world.nobody, action, page, argsOf(action, { deviceId: world.deviceId }));
        await expectNoCanary(answer, world.canaries, name);
        expect(await answer.text(), name).not.toMatch(/"ok":true|"done":true/);
        if (answer.ok() && !personalActions.has(file))
          expect(await answer.text(), name).toMatch(/"code":"unauthenticated"/);
      }
    });

    if (personalActions.has(file)) continue;
    test(`${name} of ${file} does nothing for another account's administrator`, async ({ world }) => {
      const input = { deviceId: world.deviceId, groupId: world.groupId, memberId: world.memberId };
      const answer = await call(world.mika, action, "/accounts", argsOf(action, input));
      await expectNoCanary(answer, world.canaries, name);
      const text = await answer.text();
      expect(text, name).not.toMatch(/"ok":true/);
      if (answer.ok()) expect(text, name).toMatch(/"code":"not_found"/);
    });

    test(`${name} of ${file} is not to be called from another site`, async ({ world }) => {
      for (const headers of [
        { origin: "https://evil.example" },
        { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
        { origin: "null" },
      ]) {
        const answer = await call(world.ana, action, "/northwind", argsOf(action, {}), headers);
        expect(await answer.text(), JSON.stringify(headers)).not.toMatch(/"ok":(true|false)/);
        expect(answer.status(), JSON.stringify(headers)).toBeGreaterThanOrEqual(400);
      }
    });
  }
});

test("no answer repeats the host that a request claims", async ({ portal, world }) => {
  const addresses = routes()
    .map((route) => addressOf(route, world))
    .filter((path) => !live.test(path.split("?")[0] ?? ""));
  const { hostname, port } = new URL(portal.url);
  for (const path of addresses) {
    const heard = await new Promise<string>((resolve, reject) => {
      const headers = {
        host: "evil.example",
        "x-forwarded-host": "evil.example",
        forwarded: "host=evil.example",
      };
      const asked = http({ hostname, port, path, headers }, (answer) => {
        let text = JSON.stringify(answer.headers);
        answer.setEncoding("utf8");
        answer.on("data", (chunk) => {
          text += chunk;
        });
        answer.on("end", () => resolve(text));
      });
      asked.on("error", reject);
      asked.end();
    });
    expect(heard, path).not.toContain("evil.example");
  }
});
