import { importDevices, uniqueWord } from "./import-file";
import { expect, test } from "./portal";
import { signInAs } from "./sign-in-as";

test("a group is made, filled from pasted identifiers, renamed and deleted", async ({
  page,
  portal,
  browser,
}) => {
  const word = uniqueWord();
  await signInAs(page, portal, "northwind", /^Administrator$/);
  await importDevices(page, "northwind", word, 2);

  await page.goto("/northwind/groups");
  await page.getByRole("link", { name: "Create a group" }).click();
  await page.getByLabel("Name").fill(`Group ${word}`);
  await page.getByRole("button", { name: "Create the group" }).click();
  await page.waitForURL(/\/groups\/[0-9a-f-]{36}/);
  const address = new URL(page.url()).pathname;
  await expect(page.getByText("No devices in this group yet")).toBeVisible();

  await page.getByRole("button", { name: "Add devices" }).click();
  await page
    .getByLabel("Identifiers, one on a line")
    .fill(`${word} 1\n${word} 2\n${word} 1\n8900000000000000000`);
  await page.getByRole("button", { name: "Find the devices" }).click();
  const report = page.getByRole("dialog").getByRole("status");
  await expect(report).toContainText("2 found");
  await expect(report).toContainText("1 named twice");
  await expect(report).toContainText("1 not found");
  await page.getByRole("button", { name: "Add 2 devices" }).click();
  await expect(page.getByRole("link", { name: `${word} 2` })).toBeVisible();

  const technician = await (await browser.newContext()).newPage();
  await signInAs(technician, portal, "northwind", /^Technician/);
  expect((await technician.request.get(address)).status()).toBe(404);
  await technician.goto("/northwind/groups");
  await expect(technician.getByRole("link", { name: "Pump stations" })).toBeVisible();
  await expect(technician.getByText(`Group ${word}`)).toHaveCount(0);
  await expect(technician.getByRole("link", { name: "Create a group" })).toHaveCount(0);

  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("Name").fill("pump STATIONS");
  await page.getByRole("button", { name: "Save the group" }).click();
  await expect(page.getByText("Choose a name that no other group has.")).toBeVisible();
  await page.getByLabel("Name").fill(`Renamed ${word}`);
  await page.getByRole("button", { name: "Save the group" }).click();
  await expect(page.getByRole("heading", { name: `Renamed ${word}` })).toBeVisible();

  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("2 devices are then in no group at all")).toBeVisible();
  await expect(page.getByText("Nobody loses access.")).toBeVisible();
  await page.getByLabel(/to confirm/).fill(`Renamed ${word}`);
  await page.getByRole("button", { name: "Delete the group" }).click();
  await page.waitForURL(/\/groups$/);
  expect((await page.request.get(address)).status()).toBe(404);
});
