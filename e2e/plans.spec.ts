import { newIccid } from "./import-file";
import { expect, test } from "./portal";
import { openSession } from "./second-factor";
import { signInAs } from "./sign-in-as";

test("a device has the plan and the address that its account was given, and no other", async ({
  browser,
  page,
  portal,
}) => {
  test.setTimeout(150_000);
  const word = Date.now().toString(36);
  const plan = `Plan ${word}`;
  // 100.64.0.0/10 is nobody's (RFC 6598): a range of 16 addresses that no other journey has
  const at = Math.floor(Math.random() * 2 ** 18) * 16;
  const address = (offset: number) => {
    const n = 0x64_40_00_00 + at + offset;
    return [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255].join(".");
  };
  const provider = await (await browser.newContext({ baseURL: portal.url })).newPage();
  const dialog = provider.getByRole("dialog");
  await openSession(provider, portal, "operator@provider.example");
  await provider.goto("/provider/plans");
  await provider.getByRole("button", { name: "Create a plan" }).click();
  await dialog.getByLabel("Name").fill(plan);
  await dialog.getByLabel("Address pool").fill("iot pool ü");
  await dialog.getByRole("button", { name: "Create the plan" }).click();
  await expect(dialog.getByRole("alert").first()).toBeVisible();
  await dialog.getByLabel("Address pool").fill("iot-pool-a");
  await dialog.getByLabel("Filters").fill("meters-only");
  await dialog.getByRole("button", { name: "Create the plan" }).click();
  await expect(dialog).toHaveCount(0);
  const row = provider.getByRole("row").filter({ hasText: plan });
  await expect(row).toContainText("iot-pool-a");
  await row.getByRole("button", { name: `What to do with ${plan}` }).click();
  await provider.getByRole("menuitem", { name: /Give/ }).click();
  await dialog.getByLabel("Account").selectOption({ label: "Northwind Metering" });
  await dialog.getByRole("button", { name: /^Give/ }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row).toContainText("Northwind Metering");
  await provider.getByRole("button", { name: "Add a range" }).click();
  await dialog.getByLabel("Account").selectOption({ label: "Northwind Metering" });
  await dialog.getByLabel("Range").fill(`${address(0)}/28`);
  await dialog.getByRole("button", { name: /^Add/ }).click();
  await expect(dialog).toHaveCount(0);
  await expect(provider.getByRole("row").filter({ hasText: `${address(0)}/28` })).toBeVisible();

  const label = `Planned ${word}`;
  await signInAs(page, portal, "northwind", /^Administrator$/);
  await page.goto("/northwind/devices/register");
  await page.getByLabel("Label").fill(label);
  await page.getByLabel("ICCID").fill(newIccid());
  await page.getByRole("button", { name: "Register device" }).click();
  await expect(page.getByRole("heading", { level: 1, name: label })).toBeVisible();
  await page.getByRole("button", { name: "Plan and address" }).click();
  const asked = page.getByRole("dialog");
  await asked.getByLabel("Plan").selectOption({ label: plan });
  await asked.getByLabel("Own address").fill("192.0.2.7");
  await asked.getByRole("button", { name: "Save" }).click();
  await expect(asked.getByLabel("Own address")).toHaveAttribute("aria-invalid", "true");
  await asked.getByLabel("Own address").fill(address(7));
  await asked.getByRole("button", { name: "Save" }).click();
  await expect(asked).toHaveCount(0);
  const main = page.getByRole("main");
  await expect(main.getByText(plan)).toBeVisible();
  await expect(main.getByRole("button", { name: `Copy Own address ${address(7)}` })).toBeVisible();
});
