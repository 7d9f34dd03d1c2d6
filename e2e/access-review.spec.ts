import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { invitePerson } from "./invited-person";
import { uniqueWord } from "./people-of-the-portal";
import { expect, test } from "./portal";
import { signInAs } from "./sign-in-as";

const account = "northwind";

async function expectNothingForAxe(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

/** A role that nobody of the demo data holds, so that its review touches nobody else's journey. */
async function createRole(page: Page): Promise<string> {
  const name = `Surveyor ${uniqueWord()}`;
  await page.goto(`/${account}/people/roles`);
  await page.getByRole("link", { name: "Create a role" }).click();
  await page
    .getByRole("navigation", { name: "Begin from" })
    .getByRole("link", { name: "Technician" })
    .click();
  await expect(page.getByLabel("Name")).toHaveValue("Technician (copy)");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create the role" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return name;
}

test("a reviewer starts a review, keeps, narrows and ends grants, signs it off, and has its report", async ({
  page,
  browser,
  portal,
}) => {
  test.setTimeout(300_000);
  await signInAs(page, portal, account, /^Administrator$/);
  const role = await createRole(page);
  const people: { email: string; page: Page }[] = [];
  for (let n = 0; n < 3; n += 1) people.push(await invitePerson(browser, portal, new RegExp(`^${role}`)));
  const [kept, narrowed, ended] = people.map(({ email }) => email) as [string, string, string];

  await page.goto(`/${account}/people/reviews`);
  await page.getByRole("link", { name: "Start a review" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Start a review" })).toBeVisible();
  await page.getByRole("button", { name: "Start the review" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "to put right" })).toContainText("Give it a title");
  const title = `Surveyors ${uniqueWord()}`;
  await page.getByLabel("Title").fill(title);
  await page.getByRole("radio", { name: /^A role/ }).click();
  await page.getByRole("combobox", { name: "Role" }).selectOption({ label: role });
  const preview = page.locator("section").filter({ hasText: "What will be looked at" });
  await expect(preview.getByText("3 grants")).toBeVisible();
  await expectNothingForAxe(page);
  await page.getByRole("button", { name: "Start the review" }).click();

  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByRole("progressbar", { name: "Decided" })).toHaveAttribute("aria-valuenow", "0");
  const list = page.getByRole("list", { name: "Grants of this review" });
  await expect(list.getByRole("listitem").filter({ hasText: role })).toHaveCount(3);
  await expect(page.getByRole("button", { name: "Sign off" })).toHaveCount(0);
  await expectNothingForAxe(page);
  const find = async (email: string) => {
    await page.getByLabel("Search people of this review").fill(email);
    await expect(list.getByRole("checkbox")).toHaveCount(1);
  };

  await find(ended);
  await list.getByRole("button", { name: /^End / }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Why it ends/).fill("Left the project");
  await dialog.getByRole("button", { name: "End the grant" }).click();
  await expect(list.getByText("Ended", { exact: true })).toBeVisible();
  // with the last grant anywhere the sessions end, too
  await people[2]?.page.goto(`/${account}/devices`);
  await expect(people[2]?.page as Page).toHaveURL(/\/sign-in/);

  await find(narrowed);
  await list.getByRole("button", { name: /^Narrow / }).click();
  await dialog.getByLabel(/^Why/).fill("Works at the wells only");
  await dialog.getByRole("button", { name: "Narrow the grant" }).click();
  await expect(dialog.getByText("Nothing of it is narrower")).toBeVisible();
  await dialog.getByRole("radio", { name: "Some device groups only" }).click();
  await dialog.getByRole("listitem").filter({ hasText: "Remote wells" }).getByRole("checkbox").click();
  await dialog.getByRole("button", { name: "Narrow the grant" }).click();
  await expect(list.getByText("Narrowed", { exact: true })).toBeVisible();

  await find(kept);
  await list.getByRole("checkbox").focus();
  await page.keyboard.press("1");
  await dialog.getByLabel(/^Why it stays/).fill("Surveys all sites this year");
  await page.keyboard.press("Tab");
  await dialog.getByRole("button", { name: "Keep the grant" }).click();
  await expect(list.getByText("Kept", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Sign off" }).click();
  await dialog.getByLabel(/^Words for the report/).fill("Looked at with the field team");
  await dialog.getByRole("button", { name: "Sign off the review" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Access review: ${title}` })).toBeVisible();
  await expect(page.getByText("This report has not changed since.")).toBeVisible();
  const row = (email: string) => page.getByRole("row").filter({ hasText: email });
  await expect(row(kept)).toContainText("Surveys all sites this year");
  await expect(row(narrowed)).toContainText("Remote wells");
  await expect(row(ended)).toContainText("Left the project");
  await expectNothingForAxe(page);

  const href = await page.getByRole("link", { name: "CSV" }).getAttribute("href");
  const file = await page.request.get(String(href));
  expect(file.headers()["content-disposition"]).toContain("access-review-signed-off");
  const lines = (await file.text()).trim().split("\r\n");
  expect(lines).toHaveLength(4);
  expect(lines.find((line) => line.includes(narrowed))).toContain("Remote wells");

  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation").first()).toBeHidden();
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  await expect(row(kept)).toBeVisible();
  expect((await page.pdf()).subarray(0, 5).toString()).toBe("%PDF-");
  await page.emulateMedia({ media: null });

  await page.goto(`/${account}/people/reviews?state=done`);
  await expect(page.getByRole("row").filter({ hasText: title })).toContainText("Signed off");
  for (const person of people) await person.page.context().close();
});

test("an auditor reads reviews, and finds nothing to decide with", async ({ page, portal }) => {
  await signInAs(page, portal, account, /^Auditor/);
  await page.goto(`/${account}/people/reviews`);
  await expect(page.getByRole("heading", { level: 1, name: "Access reviews" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Start a review" })).toHaveCount(0);
  await expectNothingForAxe(page);
  await page.goto(`/${account}/people/reviews/new`);
  await expect(page.getByText("You may not see this page")).toBeVisible();
});
