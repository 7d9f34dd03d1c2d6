import { uniqueWord } from "./people-of-the-portal";
import { expect, test } from "./portal";
import { signInAs } from "./sign-in-as";

const account = "northwind";

test("an administrator makes a role, sees whom a change affects, follows its history and deletes it", async ({
  page,
  portal,
}) => {
  test.setTimeout(120_000);
  await signInAs(page, portal, account, /^Administrator$/);
  const name = `Field engineer ${uniqueWord()}`;
  await page.goto(`/${account}/people/roles`);
  await page.getByRole("link", { name: "Create a role" }).click();
  await page
    .getByRole("navigation", { name: "Begin from" })
    .getByRole("link", { name: "Technician" })
    .click();
  await expect(page.getByLabel("Name")).toHaveValue("Technician (copy)");
  await page.getByLabel("Name").fill("Technician");
  await page.getByRole("button", { name: "Create the role" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "to put right" })).toContainText(
    "no other role has",
  );
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create the role" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

  await page.getByRole("link", { name: "Change the role" }).click();
  await page.getByRole("checkbox", { name: "Terminate a Device" }).click();
  await expect(page.getByText("Nobody is affected")).toBeVisible();
  await page.getByRole("button", { name: "Save the role" }).click();
  await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();

  await page.getByRole("link", { name: "History" }).click();
  const versions = page.getByRole("main").getByRole("listitem");
  await expect(versions.filter({ hasText: "Version 2 · Changed" })).toContainText("Terminate a Device");
  await expect(versions.filter({ hasText: "Version 1 · Created" })).toBeVisible();

  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("so nobody's access changes")).toBeVisible();
  await page.getByRole("button", { name: "Delete the role" }).click();
  await expect(page).toHaveURL(new RegExp(`/${account}/people/roles$`));
  await expect(page.getByRole("link", { name })).toHaveCount(0);
});

test("the matrix is walked with the keyboard, and says why somebody may do what", async ({
  page,
  portal,
}) => {
  test.setTimeout(120_000);
  await signInAs(page, portal, account, /^Administrator$/);
  await page.goto(`/${account}/people/matrix?search=tom`);
  const grid = page.getByRole("grid", { name: "Permissions of people" });
  await expect(grid.getByRole("rowheader", { name: /^Tom Becker/ })).toBeVisible();
  await grid.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Home");
  const active = await grid.getAttribute("aria-activedescendant");
  await expect(page.locator(`[id="${active}"]`)).toHaveAttribute(
    "aria-label",
    /^Tom Becker, View devices: 2 groups: Pump stations, Remote wells, until /,
  );
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog", { name: "View devices" });
  await expect(panel.getByText("One grant gives it")).toBeVisible();
  await expect(panel.getByRole("link", { name: "Technician" })).toBeVisible();
  await expect(panel.getByRole("button", { name: "Revoke" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(grid).toBeFocused();

  await page.goto(`/${account}/people/matrix?permission=device.terminate`);
  await expect(grid.getByRole("rowheader", { name: /^Omar Haddad/ })).toBeVisible();
  await expect(grid.getByRole("rowheader", { name: /^Lena Fischer/ })).toHaveCount(0);
  const file = await page.request.get(
    `/api/accounts/${account}/people/matrix/file?permission=device.terminate`,
  );
  expect(await file.text()).toContain("Terminate a Device (elevated)");

  await page.goto(`/${account}/devices`);
  await page.getByRole("table").getByRole("link").first().click();
  await page.getByRole("link", { name: "Who can reach it" }).click();
  const ending = page.locator("section").filter({ hasText: "can terminate it" });
  await expect(ending.getByRole("link", { name: "Omar Haddad" })).toBeVisible();
  await expect(ending.getByRole("link", { name: "Lena Fischer" })).toHaveCount(0);
});

test("who may not see members sees no matrix, no roles and nobody who reaches a device", async ({
  page,
  portal,
}) => {
  await signInAs(page, portal, account, /^Technician/);
  const api = `/api/accounts/${account}`;
  for (const path of ["/people/matrix", "/people/matrix/file", "/devices/reach"])
    expect((await page.request.get(`${api}${path}`)).status()).toBe(403);
  await page.goto(`/${account}/devices`);
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByRole("navigation", { name: "Device" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Who can reach it" })).toHaveCount(0);
});
