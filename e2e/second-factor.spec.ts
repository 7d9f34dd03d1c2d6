import { importDevices, uniqueWord } from "./import-file";
import { enrolApp, invitePerson, mailsTo, signInToSecondFactor } from "./invited-person";
import { expect, type Portal, test } from "./portal";
import { addVirtualKey, ageSessions, codeNow } from "./second-factor";
import { signInAs } from "./sign-in-as";

test.describe.configure({ timeout: 120_000 });

async function texted({ mailUrl }: Portal, number: string, channel: "text" | "call"): Promise<string> {
  for (let patience = 0; patience < 80; patience += 1) {
    const answer = await fetch(`${mailUrl}/api/phone?to=${encodeURIComponent(number)}`);
    const heard = (await answer.json()) as { channel: string; text: string }[];
    const newest = heard.find((message) => message.channel === channel);
    const code = newest?.text.replace(/(\d)\D{1,3}(?=\d)/g, "$1").match(/\d{6}/)?.[0];
    if (code) return code;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`No ${channel} reached ${number}`);
}

test("a passkey added in the portal is a second step, and then a whole sign-in by itself", async ({
  browser,
  portal,
}) => {
  const person = await invitePerson(browser, portal);
  const { page } = person;
  await addVirtualKey(page);
  await page.goto("/you/security/key");
  await page.getByLabel("Name").fill("This laptop");
  await page.getByRole("button", { name: "Add the key" }).click();
  await expect(page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem")).toHaveCount(10);

  await signInToSecondFactor(page, person);
  await page.getByRole("button", { name: "Use a security key or passkey" }).click();
  await expect(page).toHaveURL(new RegExp(`/${person.account}(/|$)`));

  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page).toHaveURL(new RegExp(`/${person.account}(/|$)`));
  await page.goto("/you/sessions");
  await expect(page.getByText("Passkey").first()).toBeVisible();
});

test("a browser whose passkey belongs to nobody here is not let in", async ({ page }) => {
  await addVirtualKey(page);
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("alert").first()).toContainText("You are not signed in");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a code by text, and by call, lets in who verified the phone before", async ({ browser, portal }) => {
  const person = await invitePerson(browser, portal);
  const { page } = person;
  const number = `+31612${String(Math.floor(Math.random() * 1e6)).padStart(6, "0")}`;
  await page.goto("/you/security/phone");
  await page.getByLabel("Phone number").fill(number);
  await page.getByRole("button", { name: "Send the code" }).click();
  await page.getByLabel("Code", { exact: true }).fill(await texted(portal, number, "text"));
  await page.getByRole("button", { name: "Add the phone" }).click();
  await expect(page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem")).toHaveCount(10);

  await signInToSecondFactor(page, person);
  await expect(page.getByText(number.slice(-2))).toBeVisible();
  await expect(page.locator("body")).not.toContainText(number.slice(3, 9));
  await page.getByRole("button", { name: "Call" }).click();
  const code = await texted(portal, number, "call");
  await page.getByLabel("Code from the message").fill(code);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page).toHaveURL(new RegExp(`/${person.account}(/|$)`));
});

test("who lost the phone comes in with a recovery code, once, and is told by mail", async ({
  browser,
  portal,
}) => {
  const person = await invitePerson(browser, portal);
  const { page } = person;
  const { codes } = await enrolApp(page, codeNow);
  for (const attempt of ["first", "second"]) {
    await signInToSecondFactor(page, person);
    await page.getByRole("button", { name: "Recovery code" }).click();
    await page.getByLabel("Recovery code").fill((codes[0] ?? "").toLowerCase());
    await page.getByRole("button", { name: "Confirm" }).click();
    if (attempt === "first") await expect(page).toHaveURL(new RegExp(`/${person.account}(/|$)`));
    else await expect(page.getByLabel("Recovery code")).toHaveAttribute("aria-invalid", "true");
  }
  await expect(page).toHaveURL(/second-factor/);
  await expect
    .poll(async () => (await mailsTo(portal, person.email)).map((mail) => mail.subject).join("\n"))
    .toMatch(/recovery code/i);
});

test("a code is good for one sign-in, and cookies put back between guesses forgive nothing", async ({
  browser,
  portal,
}) => {
  const person = await invitePerson(browser, portal);
  const { page } = person;
  const { used } = await enrolApp(page, codeNow);
  await signInToSecondFactor(page, person);
  await page.getByLabel("Code from your").fill(used);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByLabel("Code from your")).toHaveAttribute("aria-invalid", "true");

  const cookies = await page.context().cookies();
  for (let guess = 0; guess < 6; guess += 1) {
    await page.context().clearCookies();
    await page.context().addCookies(cookies);
    await page.goto("/sign-in/second-factor");
    await page.getByLabel("Code from your").fill("000000");
    await page.getByRole("button", { name: "Confirm" }).click();
    await expect(page.getByText(/not the code|Too many attempts/).first()).toBeVisible();
  }
  await expect(page.getByText("Too many attempts")).toBeVisible();
});

test("in the middle of a termination the second factor is asked for, and nothing typed is lost", async ({
  browser,
  portal,
}) => {
  const person = await invitePerson(browser, portal, /^Device operator/);
  const { page, account } = person;
  const { key, used } = await enrolApp(page, codeNow);
  // of its own: other journeys go on with the devices of the seed
  const word = uniqueWord();
  const administrator = await (await browser.newContext({ baseURL: portal.url })).newPage();
  await signInAs(administrator, portal, account, /^Administrator$/);
  await importDevices(administrator, account, word, 1);
  const { devices } = await (await page.request.get(`/api/accounts/${account}/devices?q=${word}`)).json();
  const [device] = devices;
  await page.goto(`/${account}/devices/${device.id}`);
  await ageSessions(portal, person.email);
  await page.getByRole("button", { name: "Terminate" }).click();
  const dialog = page.getByRole("dialog", { name: `Terminate ${device.label}` });
  await dialog.getByLabel("Reason").fill("Stolen from the pump house");
  await dialog.getByLabel(/to confirm/).fill(device.label);
  await dialog.getByRole("button", { name: "Terminate device" }).click();

  const asked = page.getByRole("dialog", { name: "Confirm that it is you" });
  await expect(asked).toBeVisible();
  await asked.getByLabel("Code from your").fill("123");
  await asked.getByRole("button", { name: "Confirm" }).click();
  await expect(asked.getByLabel("Code from your")).toHaveAttribute("aria-invalid", "true");
  await page.keyboard.press("Escape");
  await expect(asked).toBeHidden();
  await expect(dialog.getByLabel("Reason")).toHaveValue("Stolen from the pump house");
  await expect(dialog.getByText("Confirm that it is you, then this goes on")).toBeVisible();

  await dialog.getByRole("button", { name: "Terminate device" }).click();
  await expect.poll(() => codeNow(key), { timeout: 40_000, intervals: [500] }).not.toBe(used);
  await asked.getByLabel("Code from your").fill(await codeNow(key));
  await asked.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText(`${device.label} is terminated`).first()).toBeVisible();
});
