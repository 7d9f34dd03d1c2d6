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
  const env = { SMTP_PORT: String(smtp), MAIL_PORT: String(port), MAIL_DIR: folder };
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

test("nothing outside the inbox can be read", async () => {
  for (const path of ["/messages/..%2flog", "/messages/../log", "/nothing"]) {
    expect((await fetch(page + path)).status).toBe(404);
  }
});
