import { importDevices, uniqueWord } from "./import-file";
import { expect, test } from "./portal";
import { signInAs } from "./sign-in-as";

test("a group fills itself by a rule, follows its devices, and is filled by hand again", async ({
  page,
  portal,
}) => {
  test.setTimeout(120_000);
  const word = uniqueWord();
  await signInAs(page, portal, "northwind", /^Administrator$/);
  await importDevices(page, "northwind", word, 2);

  await page.goto("/northwind/groups/new");
  await page.getByLabel("Name").fill(`Rule ${word}`);
  await page.getByRole("radio", { name: /^By rule/ }).click();
  await page.getByRole("button", { name: "Create the group" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "to put right" })).toContainText(
    "Give at least one condition.",
  );
  await expect(page.getByLabel("Name")).toHaveValue(`Rule ${word}`);
  await page.getByLabel("Country is one of").fill("Netherlands");
  const preview = page.getByRole("status", { name: "What this rule does" });
  await expect(preview).toContainText("two letters");
  await page.getByLabel("Country is one of").fill("");
  await page.getByLabel("Label begins with").fill(word);
  await expect(preview).toContainText("2 devices meet this now");
  await page.getByRole("button", { name: "Create the group" }).click();
  await expect(page.getByText("Fills itself")).toBeVisible();
  await expect(page.getByText(`Label begins with “${word}”`)).toBeVisible();
  await expect(page.getByRole("link", { name: `${word} 2` })).toBeVisible();
  await expect(page.getByRole("button", { name: "Add devices" })).toHaveCount(0);
  const address = new URL(page.url()).pathname;

  await page.getByRole("link", { name: `${word} 2` }).click();
  // the group's own page has such a button, too
  await expect(page.getByRole("heading", { level: 1, name: `${word} 2` })).toBeVisible();
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("Label").fill(`Elsewhere ${word}`);
  await page.getByRole("button", { name: /^Save/ }).click();
  await expect(page.getByRole("heading", { name: `Elsewhere ${word}` })).toBeVisible();
  await page.goto(address);
  await expect(page.getByRole("link", { name: `${word} 1` })).toBeVisible();
  await expect(page.getByRole("link", { name: `Elsewhere ${word}` })).toHaveCount(0);

  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByRole("radio", { name: "Contains" }).click();
  await expect(preview).toContainText("1 device joins the group, 0 devices leave it.");
  await page.getByRole("button", { name: "Save the group" }).click();
  await expect(page.getByText(`Label contains “${word}”`)).toBeVisible();
  await expect(page.getByRole("link", { name: `Elsewhere ${word}` })).toBeVisible();

  await page.goto(`/northwind/groups?search=${word}`);
  await expect(page.getByRole("row").filter({ hasText: word })).toContainText("By rule");
  await page.goto(address);
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByRole("radio", { name: /^By hand/ }).click();
  await expect(page.getByText("The group keeps the devices it holds now.")).toBeVisible();
  await page.getByRole("button", { name: "Save the group" }).click();
  await expect(page.getByText("Fills itself")).toHaveCount(0);
  await expect(page.getByRole("link", { name: `Elsewhere ${word}` })).toBeVisible();
  await expect(page.getByRole("button", { name: "Add devices" })).toBeVisible();
});
