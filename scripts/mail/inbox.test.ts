import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answersBy, freePort } from "../ports";
import { startChild, typescript } from "../stack/child";
import type { Message } from "./messages";

const folder = mkdtempSync(join(tmpdir(), "cordon-mail-"));
let page = "";
let smtp = 0;
let stop: () => Promise<void>;

beforeAll(async () => {
  const port = await freePort();
  smtp = await freePort();
  page = `http://localhost:${port}`;
  const env = {
    SMTP_PORT: String(smtp),
    MAIL_PORT: String(port),
    MAIL_DIR: folder,
    PHONE_ACCOUNT_SID: "ACtest",
    PHONE_AUTH_TOKEN: "a token",
  };
  ({ stop } = startChild({
    name: "mail",
    args: typescript("scripts/mail-inbox.ts"),
    env,
    log: join(folder, "log"),
  }));
  await Promise.all([answersBy(port, 30_000), answersBy(smtp, 30_000)]);
});

afterAll(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

test("a mail sent by SMTP is kept and shown, and nothing in it runs", async () => {
  await createTransport(`smtp://127.0.0.1:${smtp}`).sendMail({
    from: "Cordon <no-reply@cordon.example>",
    to: "Jo <jo@north.example>",
    subject: "Invitation <img src=x onerror=alert(1)>",
    text: 'Open http://portal.test/invitation/abc?x=1&y="2". <script>alert(1)</script>',
  });
  const messages: Message[] = await (await fetch(`${page}/api/messages?to=JO@north.example`)).json();
  expect(messages).toMatchObject([
    { to: ["jo@north.example"], links: ["http://portal.test/invitation/abc?x=1&y="] },
  ]);
  expect(await (await fetch(`${page}/api/messages?to=zo@north.example`)).json()).toEqual([]);

  const list = await (await fetch(page)).text();
  expect(list).toContain("Invitation &lt;img");
  expect(list).not.toContain("<img");
  const shown = await fetch(`${page}/messages/${messages[0]?.id}`);
  expect(shown.headers.get("content-security-policy")).toContain("default-src 'none'");
  const body = await shown.text();
  expect(body).toContain('<a href="http://portal.test/invitation/abc?x=1&amp;y=" rel="noreferrer">');
  expect(body).not.toContain("<script>");
});

test("a text and a call are taken from whoever has the token, and shown", async () => {
  const send = (resource: string, token: string, form: Record<string, string>) =>
    fetch(`${page}/2010-04-01/Accounts/ACtest/${resource}.json`, {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from(`ACtest:${token}`).toString("base64")}` },
      body: new URLSearchParams({ To: "+4915112345678", From: "+15005550006", ...form }),
    });
  expect((await send("Messages", "another token", { Body: "x" })).status).toBe(401);
  expect((await send("Messages", "a token", { Body: "Code <b>123456</b>" })).status).toBe(201);
  const speech = '<?xml version="1.0"?><Response><Say>One. Two.</Say></Response>';
  expect((await send("Calls", "a token", { Twiml: speech })).status).toBe(201);
  expect(await (await fetch(`${page}/api/phone?to=%2B4915112345678`)).json()).toMatchObject([
    { channel: "call", text: "One. Two." },
    { channel: "text", text: "Code <b>123456</b>" },
  ]);
  expect(await (await fetch(`${page}/api/phone?to=%2B4900000000`)).json()).toEqual([]);
  expect(await (await fetch(page)).text()).toContain("Code &lt;b&gt;123456");
});

test("nothing outside the inbox can be read", async () => {
  for (const path of ["/messages/..%2flog", "/messages/../log", "/nothing"]) {
    expect((await fetch(page + path)).status).toBe(404);
  }
});
