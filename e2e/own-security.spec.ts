import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { mailedLink, uniqueWord } from "./people-of-the-portal";
import { expect, type Portal, test } from "./portal";
import { addVirtualKey, ageSessions, codeNow, openSession, query } from "./second-factor";

const password = "nine patient herons at noon";

/** A code from an authenticator that shares no code with ours, where this machine has one. */
async function codeFrom(key: string): Promise<string> {
  const { stdout } = await promisify(execFile)("oathtool", [
    "--totp",
    "--base32",
    key.replaceAll(" ", ""),
  ]).catch(async () => ({ stdout: await codeNow(key) }));
  return stdout.trim();
}

/** WCAG 2.2 A and AA, and nothing wider than the screen. */
async function lookAt(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect
    .soft(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`),
      what,
    )
    .toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(wide, `${what} is wider than the screen`).toBeLessThanOrEqual(0);
}

/** Somebody of no account, who holds a session that began with a password just now. */
async function somebody(page: Page, portal: Portal): Promise<string> {
  const email = `${uniqueWord()}@nowhere.example`;
  await query(portal, "insert into app_user (id, email, name) values ($1, $2, 'Sam Somebody')", [
    randomUUID(),
    email,
  ]);
  await openSession(page, portal, email, ["password"]);
  return email;
}

async function addApp(page: Page, name: string): Promise<void> {
  const key = (await page.getByTestId("app-key").textContent()) ?? "";
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Code from the app").fill("000 000");
  await page.getByRole("button", { name: "Add the app" }).click();
  await expect(page.getByText("This is not the code")).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue(name);
  await expect(page.getByLabel("Code from the app")).toHaveValue("000 000");
  const code = await codeFrom(key);
  await page.getByLabel("Code from the app").fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.getByRole("button", { name: "Add the app" }).click();
}

const codesOn = (page: Page) => page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");

test("an account that requires a second factor opens only once its new administrator has set one up", async ({
  page,
  browser,
  portal,
}) => {
  test.setTimeout(180_000);
  const word = uniqueWord();
  const email = `${word}@first.example`;
  await openSession(page, portal, "operator@provider.example");
  await page.goto("/provider/accounts/new");
  await page.getByRole("textbox", { name: /^Customer/ }).fill(`Customer ${word}`);
  await page.getByLabel("First administrator").fill("Fay First");
  await page.getByLabel("Their e-mail address").fill(email);
  await page.getByRole("button", { name: "Create the account" }).click();
  await expect(page.getByText(`Customer ${word} exists`)).toBeVisible();

  const fay = await (await browser.newContext({ baseURL: portal.url, acceptDownloads: true })).newPage();
  await fay.goto(await mailedLink(portal, email, "invitation"));
  await fay.getByLabel("Password", { exact: true }).fill(password);
  await fay.getByRole("button", { name: /^Join/ }).click();
  await expect(fay.getByRole("heading", { name: "Set up a second factor" })).toBeVisible();
  await expect(fay.getByText("Step 1 of 3")).toBeVisible();
  await expect(fay.getByText(`Customer ${word} requires a second factor`)).toBeVisible();
  await expect(fay.getByRole("button", { name: /text or call/ })).toHaveCount(0);
  await lookAt(fay, "choosing a kind");
  for (const path of [`/customer-${word}`, "/accounts", "/you", "/you/security", "/you/security/app"]) {
    await fay.goto(path);
    await expect(fay).toHaveURL(/\/sign-in\/enrol/);
  }
  expect((await fay.request.get(`/api/accounts/customer-${word}/devices`)).status()).toBe(401);

  await fay.goto(`/customer-${word}/people`);
  await fay.getByRole("button", { name: /Authenticator app/ }).click();
  await expect(fay.getByText("Step 2 of 3")).toBeVisible();
  await expect(fay.getByRole("img", { name: /QR code/ })).toBeVisible();
  await lookAt(fay, "adding an app");
  await addApp(fay, "Phone");

  await expect(fay.getByText("Step 3 of 3")).toBeVisible();
  await expect(codesOn(fay)).toHaveCount(10);
  const codes = await codesOn(fay).allInnerTexts();
  await lookAt(fay, "recovery codes");
  const [file] = await Promise.all([
    fay.waitForEvent("download"),
    fay.getByRole("button", { name: "Download" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("cordon-recovery-codes.txt");
  const kept = await readFile(await file.path(), "utf8");
  for (const code of codes) expect(kept).toContain(code);
  await fay.emulateMedia({ media: "print" });
  await expect(codesOn(fay).first()).toBeVisible();
  await expect(fay.getByRole("heading", { name: "Keep your recovery codes" })).toBeHidden();
  await fay.emulateMedia({ media: null });
  await expect(fay.getByRole("button", { name: "Go on to Cordon" })).toBeDisabled();
  await fay.getByLabel("I have kept them").click();
  await fay.getByRole("button", { name: "Go on to Cordon" }).click();
  await expect(fay).toHaveURL(`${portal.url}/customer-${word}/people`);

  await fay.goto("/you/security");
  await expect(fay.getByText("You meet what your accounts require")).toBeVisible();
  await expect(fay.getByText("10 of 10 left")).toBeVisible();
  await fay.getByRole("button", { name: "What to do with Phone" }).click();
  await fay.getByRole("menuitem", { name: "Remove" }).click();
  await fay.getByRole("button", { name: "Remove Phone" }).click();
  await expect(fay.getByRole("alert").filter({ hasText: "Nothing was changed" })).toBeVisible();
  await fay.getByRole("button", { name: "Cancel" }).click();
  await expect(fay.getByRole("button", { name: "What to do with Phone" })).toBeVisible();
});

test("one's own apps, keys and recovery codes are added, renamed and removed, and shown to nobody with an old proof", async ({
  page,
  portal,
}) => {
  test.setTimeout(180_000);
  const email = await somebody(page, portal);
  await page.goto("/you");
  await lookAt(page, "profile");
  await page.getByRole("link", { name: "Security" }).click();
  await expect(page.getByRole("heading", { name: "Authenticator apps" })).toBeVisible();
  await expect(page.getByText("No account requires a second factor of you")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Recovery codes" })).toHaveCount(0);

  await page.getByRole("link", { name: "Add an app" }).click();
  await addApp(page, "Old phone");
  await expect(page.getByRole("heading", { name: "Keep your recovery codes" })).toBeVisible();
  await expect(codesOn(page)).toHaveCount(10);
  const first = await codesOn(page).allInnerTexts();
  await page.getByLabel("I have kept them").click();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("heading", { name: "Security", exact: true })).toBeVisible();
  await lookAt(page, "security");
  for (const path of ["/you/security/app", "/you/security/recovery-codes"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const text = (await page.locator("body").textContent()) ?? "";
    for (const code of first) expect(text).not.toContain(code);
    await lookAt(page, path);
  }

  await page.goto("/you/security");
  await page.getByRole("button", { name: "What to do with Old phone" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Work phone");
  await page.getByRole("button", { name: "Save the name" }).click();
  await expect(page.getByRole("button", { name: "What to do with Work phone" })).toBeVisible();

  const browser = await addVirtualKey(page);
  await page.getByRole("link", { name: "Add a key" }).click();
  await page.getByRole("button", { name: "Add the key" }).click();
  await expect(page.getByText("Give the key a name.")).toBeVisible();
  await page.getByLabel("Name").fill("Blue key");
  await lookAt(page, "adding a key");
  await page.getByRole("button", { name: "Add the key" }).click();
  await expect(page.getByRole("button", { name: "What to do with Blue key" })).toBeVisible();
  await expect(page.getByText("Passkey: signs in by itself")).toBeVisible();
  await page.getByRole("link", { name: "Add a key" }).click();
  await page.getByLabel("Name").fill("The same key");
  await page.getByRole("button", { name: "Add the key" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The key was not added" })).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("The same key");

  await ageSessions(portal, email);
  for (const path of ["", "/app", "/key", "/recovery-codes"]) {
    await page.goto(`/you/security${path}`);
    await expect(page.getByRole("button", { name: "Confirm" })).toBeVisible();
    const text = (await page.locator("body").textContent()) ?? "";
    for (const word of ["Work phone", "Blue key", "of 10 left", "Code from the app", "Make ten"])
      expect(text).not.toContain(word);
  }
  await lookAt(page, "asked to confirm");
  await page.goto("/you/security");
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Use a security key or passkey" }).click();
  await expect(page.getByRole("button", { name: "What to do with Work phone" })).toBeVisible();

  await page.getByRole("button", { name: "What to do with Work phone" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await ageSessions(portal, email);
  await page.getByRole("button", { name: "Remove Work phone" }).click();
  await page.getByRole("button", { name: "Use a security key or passkey" }).click();
  await expect(page.getByText("Work phone is removed", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "What to do with Work phone" })).toHaveCount(0);

  await page.getByRole("link", { name: "Make new ones" }).click();
  await page.getByRole("button", { name: "Make ten new codes" }).click();
  await expect(codesOn(page)).toHaveCount(10);
  const second = await codesOn(page).allInnerTexts();
  expect(second.filter((code) => first.includes(code))).toEqual([]);
  await browser.send("WebAuthn.disable");
});

test("whoever must have a second factor soon is told on every page until there is one", async ({
  page,
  portal,
}) => {
  const ana = portal.signIns.find(({ role, account }) => role === "Administrator" && account === "northwind");
  await openSession(page, portal, ana?.email ?? "", ["password"]);
  await page.goto("/northwind/activity");
  const banner = page.getByText(/^Set up a second factor by \d+ \w+/);
  await expect(banner).toBeVisible();
  await page.getByRole("button", { name: "Put away on this page" }).click();
  await expect(banner).toHaveCount(0);
  await page.getByRole("navigation").first().getByRole("link", { name: "People" }).click();
  await expect(banner).toBeVisible();
  await page.getByRole("link", { name: "Set it up" }).click();
  await expect(
    page.getByText(/requires a second factor from .+ for people with elevated permissions/),
  ).toBeVisible();
});
