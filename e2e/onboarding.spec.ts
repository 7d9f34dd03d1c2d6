import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { fillInvitation, groupNamed, next } from "./fill-invitation";
import { mailsTo } from "./invited-person";
import { mailedLink, uniqueWord } from "./people-of-the-portal";
import { expect, test } from "./portal";
import { codeNow } from "./second-factor";
import { signInAs } from "./sign-in-as";

const account = "northwind";
const password = "nine patient herons at noon";

test.describe.configure({ timeout: 150_000 });

const looks = [
  { name: "on a wide screen", viewport: { width: 1440, height: 900 } },
  { name: "on a phone", viewport: { width: 390, height: 844 } },
];

/** Nothing axe objects to, and nothing wider than the screen. */
async function assertCalm(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect.soft(violations.map(({ id, nodes }) => `${what} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(wide, `${what} is wider than the screen`).toBeLessThanOrEqual(0);
}

for (const { name, viewport } of looks)
  test(`a contractor is invited ${name}, must set up a second factor, and sees only those devices`, async ({
    page,
    browser,
    portal,
  }) => {
    await page.setViewportSize(viewport);
    await signInAs(page, portal, account, /^Administrator$/);
    const email = `${uniqueWord()}@contractor.example`;
    await page.goto(`/${account}/people/invite`);
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Name").fill("Noor Contractor");
    await page.getByLabel("Company").fill("Field Works");
    await assertCalm(page, "person");
    await next(page, "Access");
    await page.getByRole("radio", { name: /^Technician/ }).click();
    const group = groupNamed(page, "Remote wells");
    await group.getByRole("checkbox").click();
    const inGroup = Number((await group.textContent())?.match(/(\d+) devices/)?.[1]);
    await expect(page.getByText(`${inGroup} devices`).last()).toBeVisible();
    await assertCalm(page, "access");
    await next(page, "Until and sign-in");
    await page.getByRole("radio", { name: /^No end/ }).click();
    await expect(page.getByText(/Field Works is another company/)).toBeVisible();
    await page.getByRole("radio", { name: /^1 month/ }).click();
    await expect(page.getByText(/Field Works is another company/)).toHaveCount(0);
    await page.getByRole("checkbox", { name: /Require a second factor/ }).click();
    await assertCalm(page, "until");

    // back, forward and a reload lose nothing
    await page.goBack();
    await expect(page.getByRole("radio", { name: /^Technician/ })).toBeChecked();
    await page.goBack();
    await expect(page.getByLabel("Company")).toHaveValue("Field Works");
    await page.goForward();
    await page.goForward();
    await expect(page.getByRole("radio", { name: /^1 month/ })).toBeChecked();
    await page.reload();
    await expect(page.getByRole("checkbox", { name: /Require a second factor/ })).toBeChecked();

    await next(page, "Review");
    await expect(page.getByText(email)).toBeVisible();
    await expect(page.getByText("Suspend or resume a device")).toBeVisible();
    await assertCalm(page, "review");
    await page.getByRole("button", { name: "Send the invitation" }).click();
    await expect(page.getByText(`Invitation sent to ${email}`)).toBeVisible();

    const contractor = await (await browser.newContext({ baseURL: portal.url, viewport })).newPage();
    await contractor.goto(await mailedLink(portal, email, "invitation"));
    await expect(contractor.getByText("you set one up right after joining")).toBeVisible();
    await contractor.getByLabel("Password", { exact: true }).fill(password);
    await contractor.getByRole("button", { name: /^Join/ }).click();
    await expect(contractor).toHaveURL(/\/sign-in\/enrol/);
    await expect(contractor.getByText(/requires a second factor of you/)).toBeVisible();
    expect((await contractor.request.get(`/api/accounts/${account}/devices`)).status()).toBe(401);
    await contractor.getByRole("button", { name: /Authenticator app/ }).click();
    const key = (await contractor.getByTestId("app-key").textContent()) ?? "";
    await contractor.getByLabel("Code from the app").fill(await codeNow(key));
    await contractor.getByRole("button", { name: "Add the app" }).click();
    await contractor.getByLabel("I have kept them").click();
    await contractor.getByRole("button", { name: "Go on to Cordon" }).click();
    await expect(contractor).toHaveURL(new RegExp(`/${account}(/|$)`));
    const overview = await contractor.request.get(`/api/accounts/${account}/overview/devices`);
    expect(await overview.json()).toMatchObject({ total: inGroup });

    // whoever is here already is not invited again
    await page.goto(`/${account}/people/invite`);
    await page.getByLabel("E-mail").fill(email);
    await page.getByRole("button", { name: "Next", exact: true }).click();
    await expect(page.getByText(/is a member already/)).toBeVisible();
    await page.getByRole("link", { name: /a further grant/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Noor Contractor" })).toBeVisible();
    await expect(page.getByText("Required of this person, whatever")).toBeVisible();
    await page.getByRole("button", { name: "Require it no longer" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Require it no longer" }).click();
    await expect(page.getByRole("button", { name: "Require one" })).toBeVisible();
  });

test("one sign-in opens two accounts, and an end in one leaves the other", async ({
  page,
  browser,
  portal,
}) => {
  const email = `${uniqueWord()}@contractor.example`;
  const invited = { email, name: "Sam Both", role: /^Technician/ };
  await signInAs(page, portal, account, /^Administrator$/);
  await fillInvitation(page, account, { ...invited, groups: ["Remote wells"] });
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByText(`Invitation sent to ${email}`)).toBeVisible();
  const both = await (await browser.newContext({ baseURL: portal.url })).newPage();
  const first = await mailedLink(portal, email, "invitation");
  await both.goto(first);
  await both.getByLabel("Password", { exact: true }).fill(password);
  await both.getByRole("button", { name: /^Join/ }).click();
  await expect(both).toHaveURL(new RegExp(`/${account}(/|$)`));

  const there = await (await browser.newContext({ baseURL: portal.url })).newPage();
  await signInAs(there, portal, "harbour", /^Administrator/);
  await fillInvitation(there, "harbour", { ...invited, groups: ["Cranes"] });
  await there.getByRole("button", { name: "Send the invitation" }).click();
  await expect(there.getByText(`Invitation sent to ${email}`)).toBeVisible();
  // the mail of the second account comes when it comes
  await expect.poll(() => mailedLink(portal, email, "invitation"), { timeout: 30_000 }).not.toBe(first);
  await both.goto(await mailedLink(portal, email, "invitation"));
  await both.getByRole("button", { name: /^(Join|Accept)/ }).click();
  await expect(both).toHaveURL(/\/harbour(\/|$)/);
  await both.goto("/accounts");
  const accounts = both.getByRole("main").getByRole("link");
  await expect(accounts.filter({ hasText: /Northwind/ })).toBeVisible();
  await expect(accounts.filter({ hasText: /Harbour/ })).toBeVisible();

  await page.goto(`/${account}/people?search=${encodeURIComponent(email)}`);
  await page.getByRole("link", { name: "Sam Both" }).click();
  await page.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("button", { name: "Revoke the grant" }).click();
  await expect(page.getByText("Access revoked")).toBeVisible();
  await both.goto(`/${account}`);
  await expect(both.getByText("You have no access here at the moment")).toBeVisible();
  await both.goto("/harbour/devices");
  await expect(both.getByRole("table", { name: "Devices" })).toBeVisible();
});

test("people are invited from a file: what is wrong is told by line, then all are invited at once", async ({
  page,
  portal,
}) => {
  await signInAs(page, portal, account, /^Administrator$/);
  const word = uniqueWord();
  const [one, other] = [`${word}-one@contractor.example`, `${word}-other@contractor.example`];
  const lines = (role: string) =>
    [
      "E-Mail,Name,Role,Groups,Until,Second factor",
      `${one},"Ito, Mei",Technician,Remote wells; Pump stations,2090-12-31,yes`,
      `${other},Leo,${role},whole account,,no`,
    ].join("\r\n");
  await page.goto(`/${account}/people/invite`);
  await page.getByRole("link", { name: "Invite many from a file" }).click();
  await page
    .getByLabel("File", { exact: true })
    .setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(lines("Plumber")) });
  await page.getByRole("button", { name: "Check the file" }).click();
  const problem = page.getByRole("table", { name: "What is wrong, line by line" }).getByRole("row").nth(1);
  await expect(problem).toContainText("There is no role called Plumber.");
  await expect(problem).toContainText("3");
  await assertCalm(page, "problems");
  expect(await mailsTo(portal, one)).toEqual([]);

  await page.getByLabel("Or its lines").fill(lines("Auditor"));
  await page.getByRole("button", { name: "Check the file" }).click();
  const people = page.getByRole("table", { name: "Who would be invited" });
  await expect(people.getByRole("row").filter({ hasText: "Ito, Mei" })).toContainText("Remote wells");
  await expect(page.getByText("by Auditor")).toBeVisible();
  await assertCalm(page, "people");
  await page.getByRole("button", { name: "Invite 2 people" }).click();
  await expect(page.getByText("2 people are invited")).toBeVisible();
  for (const email of [one, other])
    expect(await mailedLink(portal, email, "invitation")).toContain("/invitation/");
  await page.getByRole("link", { name: "See who is invited" }).click();
  await page.getByLabel("Search people").fill(word);
  await expect(page.getByRole("link", { name: "Ito, Mei" })).toBeVisible();

  await page.goto(`/${account}/people/invite/import`);
  await page.getByLabel("Or its lines").fill(lines("Auditor"));
  await page.getByRole("button", { name: "Check the file" }).click();
  await expect(page.getByText("2 things to put right")).toBeVisible();
  const template = await page.request.get(`/api/accounts/${account}/people/invite/template`);
  expect(await template.text()).toContain("email,name,company,role,groups,until,second_factor,message");
});
