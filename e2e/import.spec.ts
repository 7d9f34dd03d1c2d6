import { readFileSync } from "node:fs";
import { importFile, newIccid, uniqueWord } from "./import-file";
import { expect, test } from "./portal";
import { signInAs } from "./sign-in-as";

test("a file with a wrong row registers nothing and says what is wrong; put right, it is taken", async ({
  page,
  portal,
}) => {
  const word = uniqueWord();
  const [first, second] = [newIccid(), newIccid()];
  await signInAs(page, portal, "northwind", /^Administrator$/);
  await importFile(page, "northwind", [
    "kind,label,iccid",
    `cellular,${word} 1,${first}`,
    `cellular,=${word},${second.slice(0, -1)}`,
  ]);
  await expect(page.getByText("Nothing was registered")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "An ICCID has 19 or 20 digits" })).toContainText("3");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download the list" }).click(),
  ]);
  expect(readFileSync(await download.path(), "utf8")).toContain("line,column,value,problem");

  await importFile(page, "northwind", [
    "kind,label,iccid",
    `cellular,${word} 1,${first}`,
    `cellular,${word} 2,${second}`,
  ]);
  await expect(page.getByText("2 devices are registered and in stock")).toBeVisible();
  await page.goto(`/northwind/devices?q=${word}`);
  await expect(page.getByRole("link", { name: `${word} 2` })).toBeVisible();
});

test("somebody who may not register devices finds no way to import them", async ({ page, portal }) => {
  await signInAs(page, portal, "northwind", /^Technician/);
  await page.goto("/northwind/devices/import");
  await expect(page.getByText("You may not see this page")).toBeVisible();
  await expect(page.getByRole("button", { name: "Check and import" })).toHaveCount(0);
  expect((await page.request.get("/api/accounts/northwind/imports")).status()).toBe(403);
  expect((await page.request.get("/api/accounts/northwind/imports/template")).status()).toBe(403);
});
