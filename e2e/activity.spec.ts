import AxeBuilder from "@axe-core/playwright";
import { fillInvitation } from "./fill-invitation";
import { signIn, signInOf, uniqueWord } from "./people-of-the-portal";
import { expect, test } from "./portal";

test("what was refused stands in the log with what was lacking; names in it are only text", async ({
  page,
  browser,
  portal,
}) => {
  const technician = signInOf(portal, /^Technician/);
  const outsider = await (await browser.newContext({ baseURL: portal.url })).newPage();
  await signIn(outsider, technician.email, technician.password);
  await expect(outsider.getByRole("heading", { name: "Choose where to go" })).toBeVisible();
  expect((await outsider.request.get(`/api/accounts/${technician.account}/activity`)).status()).toBe(403);

  const { email, password, account } = signInOf(portal, /^Administrator$/);
  expect(account).toBe(technician.account);
  await signIn(page, email, password);
  await expect(page).toHaveURL(new RegExp(`/${account}(/|$)`));

  const hostile = `${uniqueWord()}@hostile.example`;
  const name = "<img src=x onerror=document.title='owned'>";
  await fillInvitation(page, account, { email: hostile, name, role: /^Auditor/ });
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByText(`Invitation sent to ${hostile}`)).toBeVisible();
  await page.goto(`/${account}/people?search=${encodeURIComponent(hostile)}`);
  await expect(page.getByText("<img src=x")).toBeVisible();
  await expect(page).not.toHaveTitle(/owned/);

  await page.goto(`/${account}/activity?outcome=refused`);
  const refusal = page.getByRole("button", { name: /was refused · lacks View the activity log/ }).first();
  await expect(refusal).toBeVisible();
  await expect(page.getByText(hostile)).toHaveCount(0);
  await refusal.click();
  const panel = page.getByRole("dialog");
  await expect(panel.getByText("Lacking")).toBeVisible();
  await expect(page).toHaveURL(/entry=/);
  await page.reload();
  await expect(panel.getByText("audit.list")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await refusal.click();
  await expect(panel).toBeVisible();
  await page.goBack();
  await expect(panel).toHaveCount(0);
  await expect(page).toHaveURL(/outcome=refused/);

  await page.getByRole("link", { name: "Clear all" }).click();
  await page.getByRole("button", { name: new RegExp(`invited ${hostile}`) }).click();
  await expect(panel.getByText("Auditor")).toBeVisible();
  await expect(panel.getByText("The whole account")).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
