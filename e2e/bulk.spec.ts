import { importDevices, uniqueWord } from "./import-file";
import { expect, test } from "./portal";
import { signInAs } from "./sign-in-as";

test("selected devices are activated and suspended, each with its own outcome", async ({ page, portal }) => {
  const word = uniqueWord();
  await signInAs(page, portal, "northwind", /^Administrator$/);
  await importDevices(page, "northwind", word, 3);

  const selectAll = async () => {
    await page.goto(`/northwind/devices?q=${word}`);
    await expect(page.getByRole("link", { name: `${word} 3` })).toBeVisible();
    await page.locator("thead").getByRole("checkbox").click();
    await expect(page.getByRole("status").filter({ hasText: "3 devices selected" })).toBeAttached();
  };

  await selectAll();
  await page.getByRole("button", { name: "Activate", exact: true }).click();
  await expect(page.getByRole("dialog").getByText(`${word} 1, ${word} 2, ${word} 3`)).toBeVisible();
  await page.getByRole("button", { name: "Activate 3 devices" }).click();
  await page.waitForURL(/\/bulk\//);
  await expect(page.locator("main header").getByText("Finished")).toBeVisible();
  await expect(page.locator("main").getByText("3 of 3")).toBeVisible();

  await page.goto(`/northwind/devices?q=${word}`);
  await page
    .getByRole("row")
    .filter({ hasText: `${word} 2` })
    .getByRole("checkbox")
    .click();
  await page.getByRole("button", { name: "Suspend", exact: true }).click();
  await page.getByLabel("Reason").fill("end of the season");
  await page.getByRole("button", { name: "Suspend 1 device" }).click();
  await page.waitForURL(/\/bulk\//);
  await expect(page.locator("main header").getByText("Finished")).toBeVisible();
  await expect(page.locator("main header").getByText("end of the season")).toBeVisible();

  await selectAll();
  await page.getByRole("button", { name: "Suspend", exact: true }).click();
  await expect(page.getByText("1 device is not active and will be refused.")).toBeVisible();
  await page.getByRole("button", { name: "Suspend 2 devices" }).click();
  await page.waitForURL(/\/bulk\//);
  await expect(page.locator("main").getByText("3 of 3")).toBeVisible();
  const refused = page.getByRole("row").filter({ hasText: `${word} 2` });
  await expect(refused).toContainText("Refused");
  await expect(refused).toContainText("suspended");
});
