import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { groupNamed, next } from "./fill-invitation";
import { mailedLink, signIn, signInOf, uniqueWord } from "./people-of-the-portal";
import { expect, type Portal, test } from "./portal";

async function asAdministrator(page: Page, portal: Portal): Promise<string> {
  const { email, password, account } = signInOf(portal, /^Administrator$/);
  await signIn(page, email, password);
  await expect(page).toHaveURL(new RegExp(`/${account}(/|$)`));
  return account;
}

const json = async (page: Page, path: string) => (await page.request.get(path)).json();
const statusOf = async (page: Page, path: string) => (await page.request.get(path)).status();

test("an administrator invites a contractor for one group, who sees exactly that, until it is taken back", async ({
  page,
  browser,
  portal,
}) => {
  test.setTimeout(120_000);
  const account = await asAdministrator(page, portal);
  const email = `${uniqueWord()}@contractor.example`;
  const api = `/api/accounts/${account}`;

  await page.goto(`/${account}/people`);
  await page.getByRole("link", { name: "Invite a person" }).click();
  await expect(page.getByRole("heading", { name: "Invite a person" })).toBeVisible();
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Name").fill("Kim Contractor");
  await next(page, "Access");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "to put right" })).toContainText("Choose a role.");
  await page.getByRole("radio", { name: /^Technician/ }).click();
  const group = groupNamed(page, "Remote wells");
  await group.getByRole("checkbox").click();
  const inGroup = Number((await group.textContent())?.match(/(\d+) devices/)?.[1]);
  const preview = page.locator("section").filter({ hasText: "What this person will see" });
  await expect(preview.getByText(`${inGroup} devices`)).toBeVisible();
  await expect(preview.getByText("Suspend or resume a device")).toBeVisible();
  await expect(preview.getByText("Terminate a Device")).toHaveCount(0);
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  await next(page, "Until and sign-in");
  await page.getByRole("radio", { name: /a day of your choice/ }).click();
  await page.getByLabel("Last day").fill(tomorrow);
  await next(page, "Review");
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByText(`Invitation sent to ${email}`)).toBeVisible();

  const contractor = await (await browser.newContext({ baseURL: portal.url })).newPage();
  await contractor.goto(await mailedLink(portal, email, "invitation"));
  await expect(contractor.getByText("Remote wells")).toBeVisible();
  await contractor.getByLabel("Password", { exact: true }).fill("nine patient herons at noon");
  await contractor.getByRole("button", { name: /^Join/ }).click();
  await expect(contractor).toHaveURL(new RegExp(`/${account}(/|$)`));

  const rail = contractor.getByRole("navigation").first();
  await expect(rail.getByRole("link", { name: "Devices" })).toBeVisible();
  await expect(rail.getByRole("link", { name: "People" })).toHaveCount(0);
  await expect(rail.getByRole("link", { name: "Activity" })).toHaveCount(0);
  expect(await json(contractor, `${api}/overview/devices`)).toMatchObject({ total: inGroup });
  const seen = await json(contractor, `${api}/devices?limit=200`);
  expect(JSON.stringify(seen)).not.toContain("North district");
  const groups = await json(contractor, `${api}/people/groups`);
  expect(groups.groups.map((each: { name: string }) => each.name)).toEqual(["Remote wells"]);
  for (const path of ["people", "people/member", "activity"])
    expect(await statusOf(contractor, `${api}/${path}`)).toBe(403);
  for (const path of ["people", "people/invite", "people/roles", "activity"])
    expect(await statusOf(contractor, `/${account}/${path}`)).toBe(403);

  await page.goto(`/${account}/people?search=${encodeURIComponent(email)}`);
  await page.getByRole("link", { name: "Kim Contractor" }).click();
  const revoke = async () => {
    await page.getByRole("button", { name: "Revoke" }).click();
    await page.getByRole("button", { name: "Revoke the grant" }).click();
    await expect(page.getByText("Access revoked")).toBeVisible();
  };
  await contractor.goto(`/${account}/devices`);
  await expect(contractor.getByRole("table", { name: "Devices" })).toBeVisible();
  await revoke();
  // with the last grant anywhere the sessions end, too
  await expect(contractor).toHaveURL(/\/sign-in/);
  const log = await json(page, `${api}/activity?outcome=refused&limit=50`);
  const onDevices = log.events.filter(
    (each: { actorLabel: string; targetLabel: string | null }) =>
      each.actorLabel === "Kim Contractor" && each.targetLabel?.startsWith("Well"),
  );
  expect(onDevices).toEqual([]);
  await page.getByRole("button", { name: "Give a grant" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /^Technician/ }).click();
  await dialog.getByRole("listitem").filter({ hasText: "Remote wells" }).getByRole("checkbox").click();
  await dialog.getByRole("button", { name: "Give" }).last().click();
  await expect(page.getByRole("button", { name: "Revoke" })).toBeVisible();
  const comeBack = () => signIn(contractor, email, "nine patient herons at noon");
  await comeBack();
  await expect(contractor).not.toHaveURL(/\/sign-in/);
  await contractor.goto(`/${account}/devices`);
  await expect(contractor.getByRole("table", { name: "Devices" })).toBeVisible();
  await revoke();
  expect(await statusOf(contractor, `${api}/devices`)).toBe(401);
  await comeBack();
  await expect(contractor.getByText("You have no access here at the moment")).toBeVisible();

  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByLabel(/to confirm/).fill(email);
  await page.getByRole("button", { name: "Remove this person" }).click();
  await expect(page).toHaveURL(/\/people\/offboarding\//);
  await expect(page.getByText("Kim Contractor").first()).toBeVisible();
  await contractor.goto(`/${account}`);
  await expect(contractor).toHaveURL(/\/sign-in/);
});

test("the last administrator is not let go, and is told why", async ({ page, portal }) => {
  const account = await asAdministrator(page, portal);
  const { email } = signInOf(portal, /^Administrator$/);
  await page.goto(`/${account}/people?search=${encodeURIComponent(email)}`);
  await page.getByRole("table").getByRole("link").first().click();
  await page.getByRole("button", { name: "Leave", exact: true }).click();
  await page.getByLabel(/to confirm/).fill(email);
  await page.getByRole("button", { name: "Leave the account" }).click();
  await expect(page.getByText("This would leave the account without an administrator.")).toBeVisible();
});

test("an auditor finds people and roles, and nothing to change them with", async ({ page, portal }) => {
  const { email, password, account } = signInOf(portal, /^Auditor/);
  await signIn(page, email, password);
  await expect(page).toHaveURL(new RegExp(`/${account}(/|$)`));
  await page.goto(`/${account}/people`);
  await expect(page.getByRole("link", { name: "Ana Ruiz" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Invite a person" })).toHaveCount(0);
  await page.getByRole("link", { name: "Ana Ruiz" }).click();
  await expect(page.getByText("What this person sees")).toBeVisible();
  for (const name of ["Give a grant", "Change", "Revoke", "Remove", "End sessions"])
    await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
  await page.goto(`/${account}/people/invite`);
  await expect(page.getByText("You may not see this page")).toBeVisible();
});

test("people's pages have nothing that axe objects to", async ({ page, portal }) => {
  const account = await asAdministrator(page, portal);
  for (const path of ["", "/people", "/people/invite", "/people/roles"]) {
    await page.goto(`/${account}${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
});
