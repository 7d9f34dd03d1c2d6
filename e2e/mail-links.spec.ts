import { request as http } from "node:http";
import type { Browser } from "@playwright/test";
import { serverActions } from "./build-manifest";
import { uniqueWord } from "./people-of-the-portal";
import { expect, type Portal, test } from "./portal";
import { openSession } from "./second-factor";

const evil = "attacker.example";

/** The ways in which a request can claim to have asked another host (T-43 of the peers' vulnerabilities). */
const poisons: Record<string, string>[] = [
  { host: evil },
  { "x-forwarded-host": evil },
  { forwarded: `host=${evil};proto=https` },
  { host: evil, "x-forwarded-host": evil, "x-forwarded-proto": "https", "x-forwarded-port": "443" },
  { "x-host": evil, "x-http-host-override": evil, "x-original-host": evil },
  { "x-original-url": `https://${evil}/`, "x-rewrite-url": `https://${evil}/`, referer: `https://${evil}/` },
];

/** Calls a server action as a program would: without an Origin, which its page would send and the host would contradict. */
function call(
  { url }: Portal,
  page: string,
  action: { file: RegExp; name: string },
  body: { json: unknown[] } | { fields: Record<string, string> },
  headers: Record<string, string>,
): Promise<number> {
  const found = serverActions().find(({ file, name }) => action.file.test(file) && name === action.name);
  if (!found) throw new Error(`There is no action ${action.name}`);
  const { hostname, port } = new URL(url);
  const boundary = "----form";
  const part = (name: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const text =
    "json" in body
      ? JSON.stringify(body.json)
      : `${Object.entries(body.fields)
          .map(([name, value]) => part(`_1_${name}`, value))
          .join("")}${part("0", '[{},"$K1"]')}--${boundary}--\r\n`;
  return new Promise((resolve, reject) => {
    const asked = http({
      hostname,
      port,
      path: page,
      method: "POST",
      headers: {
        "next-action": found.id,
        accept: "text/x-component",
        "sec-fetch-site": "same-origin",
        "content-type":
          "json" in body ? "text/plain;charset=UTF-8" : `multipart/form-data; boundary=${boundary}`,
        "content-length": String(Buffer.byteLength(text)),
        ...headers,
      },
    });
    asked.on("error", reject);
    asked.on("response", (answer) => {
      answer.resume();
      answer.on("end", () => resolve(answer.statusCode ?? 0));
    });
    asked.end(text);
  });
}

async function mailsTo({ mailUrl }: Portal, email: string, subject: RegExp): Promise<{ text: string }[]> {
  const answer = await fetch(`${mailUrl}/api/messages?to=${encodeURIComponent(email)}&limit=1000`);
  return ((await answer.json()) as { subject: string; text: string }[]).filter((mail) =>
    subject.test(mail.subject),
  );
}

/** Every link in the mail leads to the portal, and the claimed host stands nowhere in it. */
async function expectOwnLinks(portal: Portal, email: string, subject: RegExp): Promise<void> {
  await expect
    .poll(async () => (await mailsTo(portal, email, subject)).length, { timeout: 15_000 })
    .toBeGreaterThan(0);
  for (const { text } of await mailsTo(portal, email, subject)) {
    const links = text.match(/https?:\/\/\S+/g) ?? [];
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(new URL(link).origin).toBe(portal.url);
    expect(text).not.toContain(evil);
  }
}

async function cookieOf(browser: Browser, portal: Portal, email: string): Promise<string> {
  const context = await browser.newContext({ baseURL: portal.url });
  await openSession(await context.newPage(), portal, email);
  const [cookie] = await context.cookies();
  await context.close();
  return `${cookie?.name}=${cookie?.value}`;
}

const who = ({ signIns }: Portal, account: string, role: RegExp) => {
  const found = signIns.find((each) => each.account === account && role.test(each.role));
  if (!found) throw new Error(`Nobody is ${role} in ${account}`);
  return found;
};

test.describe("links in mails lead to the portal, whatever host a request claims", () => {
  test("a forgotten password", async ({ portal }) => {
    const people = [...new Set(portal.signIns.map(({ email }) => email))];
    for (const [turn, poison] of poisons.entries()) {
      const email = people[turn % people.length] ?? "";
      await call(
        portal,
        "/forgotten-password",
        { file: /\(sign-in\)\/actions/, name: "forgottenPasswordAction" },
        { fields: { email } },
        poison,
      );
    }
    for (const email of people.slice(0, poisons.length)) await expectOwnLinks(portal, email, /new password/);
  });

  test("an invitation, sent and sent again", async ({ portal, browser, page }) => {
    const administrator = who(portal, "northwind", /^Administrator$/);
    const cookie = await cookieOf(browser, portal, administrator.email);
    await openSession(page, portal, administrator.email);
    const html = await (await page.request.get("/northwind/people/roles")).text();
    const roleId = /people\/roles\/([0-9a-f-]{36})/.exec(html)?.[1] ?? "";
    const actions = /\[account\]\/people\/actions/;
    for (const poison of poisons) {
      const email = `${uniqueWord()}@poisoned.example`;
      const input = { email, name: "P", roleId, scope: { kind: "account" } };
      await call(
        portal,
        "/northwind/people/invite",
        { file: actions, name: "invite" },
        { json: ["northwind", input] },
        { cookie, ...poison },
      );
      await expectOwnLinks(portal, email, /./);
      const { people } = await (
        await page.request.get(`/api/accounts/northwind/people?search=${email}`)
      ).json();
      const invitationId = people[0]?.id ?? "";
      await call(
        portal,
        "/northwind/people",
        { file: actions, name: "renew" },
        { json: ["northwind", { invitationId }] },
        { cookie, ...poison },
      );
      await expect.poll(async () => (await mailsTo(portal, email, /./)).length, { timeout: 15_000 }).toBe(2);
      await expectOwnLinks(portal, email, /./);
    }
  });

  test("a new account's first invitation", async ({ portal, browser }) => {
    const cookie = await cookieOf(browser, portal, who(portal, "provider", /^Provider/).email);
    for (const poison of poisons) {
      const word = uniqueWord();
      const email = `${word}@poisoned.example`;
      const input = {
        name: `P ${word}`,
        slug: `p-${word}`,
        administratorName: "P",
        administratorEmail: email,
      };
      await call(
        portal,
        "/provider/accounts/new",
        { file: /\(provider\)\/provider\/actions/, name: "createAccountAction" },
        { json: [input] },
        { cookie, ...poison },
      );
      await expectOwnLinks(portal, email, /./);
    }
  });

  test("a sign-in from a browser that is new", async ({ portal }) => {
    const { email, password } = who(portal, "harbour", /^Administrator$/);
    const browsers = ["Firefox/140.0", "Edg/140.0.0.0", "OPR/120.0.0.0"];
    for (const [turn, poison] of poisons.entries())
      await call(
        portal,
        "/sign-in",
        { file: /\(sign-in\)\/actions/, name: "signInAction" },
        { fields: { email, password } },
        {
          "user-agent": `Mozilla/5.0 (${turn % 2 ? "X11; Linux x86_64" : "Windows NT 10.0; Win64; x64"}; rv:140.0) Gecko/20100101 ${browsers[turn % 3]}`,
          ...poison,
        },
      );
    await expectOwnLinks(portal, email, /^New sign-in/);
  });
});
