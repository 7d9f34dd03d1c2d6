import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./portal";
import { signInAs } from "./sign-in-as";

const account = "northwind";
const banner = (page: Page) => page.getByRole("region", { name: "Looking as Tom Becker" });

async function seeAsTom(page: Page): Promise<void> {
  await page.goto(`/${account}/people?search=tom`);
  await page.getByRole("link", { name: "Tom Becker" }).click();
  await page.getByRole("button", { name: "See as Tom Becker" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Nothing can be done meanwhile");
  await dialog.getByLabel("Reason").fill("He cannot find a meter");
  await dialog.getByRole("button", { name: "See as Tom Becker" }).click();
  await expect(banner(page)).toBeVisible();
}

test("an administrator sees the account as a technician does, can do nothing there, and stops", async ({
  page,
  portal,
}) => {
  test.setTimeout(180_000);
  await signInAs(page, portal, account, /^Administrator$/);
  const all = await (await page.request.get(`/api/accounts/${account}/devices`)).json();
  await seeAsTom(page);
  await expect(page).toHaveURL(new RegExp(`/${account}$`));
  const rail = page.getByRole("navigation").first();
  await expect(rail.getByRole("link", { name: "Devices" })).toBeVisible();
  await expect(rail.getByRole("link", { name: "People" })).toHaveCount(0);

  const his = await (await page.request.get(`/api/accounts/${account}/devices`)).json();
  const groups = await (await page.request.get(`/api/accounts/${account}/groups`)).json();
  expect(groups.groups.map(({ name }: { name: string }) => name).sort()).toEqual([
    "Pump stations",
    "Remote wells",
  ]);
  const statuses = await Promise.all(
    all.devices.slice(0, 20).map(async ({ id }: { id: string }) => ({
      id,
      status: (await page.request.get(`/api/accounts/${account}/devices/device?deviceId=${id}`)).status(),
    })),
  );
  const hidden = statuses.filter(({ status }) => status === 404).map(({ id }) => id);
  expect(hidden.length).toBeGreaterThan(0);
  expect(his.devices.filter(({ id }: { id: string }) => hidden.includes(id))).toEqual([]);

  for (const path of [
    "/devices",
    "/groups",
    "/access",
    `/devices/${his.devices[0].id}`,
    "/people",
    `/devices/${hidden[0]}`,
  ]) {
    await page.goto(`/${account}${path}`);
    await expect(banner(page)).toContainText("You are looking as Tom Becker. Nothing can be done here.");
  }

  const active = his.devices.find(({ state }: { state: string }) => state === "active");
  await page.goto(`/${account}/devices/${active.id}`);
  await expect(page.getByRole("button", { name: "Terminate" })).toHaveCount(0);
  await page.getByRole("button", { name: "Suspend" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /^Suspend/ }).click();
  await expect(dialog.getByRole("alert")).toContainText("You are looking as Tom Becker");
  await page.keyboard.press("Escape");

  await page.goto("/you");
  await expect(banner(page)).toHaveCount(0);
  await page.goto(`/${account}`);
  await banner(page).getByRole("button", { name: "Stop" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Tom Becker" })).toBeVisible();
  await expect(banner(page)).toHaveCount(0);
  const after = await page.request.get(`/api/accounts/${account}/devices/device?deviceId=${active.id}`);
  expect((await after.json()).state).toBe("active");

  await page.goto(`/${account}/activity`);
  const log = page.getByRole("main");
  await expect(log).toContainText("stopped looking as");
  await expect(log).toContainText("began to look, read-only, as");
  await expect(log).toContainText("was refused");
});

for (const look of [
  { name: "wide and light", viewport: { width: 1440, height: 900 }, colorScheme: "light" },
  { name: "narrow and dark", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
] as const)
  test.describe(look.name, () => {
    test.use({ viewport: look.viewport, colorScheme: look.colorScheme });
    test("the banner stays in sight and breaks no page", async ({ page, portal }) => {
      test.setTimeout(120_000);
      await signInAs(page, portal, account, /^Administrator$/);
      await seeAsTom(page);
      for (const path of ["", "/devices", "/access"]) {
        await page.goto(`/${account}${path}`);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect
          .soft(
            violations.map(({ id }) => id),
            path,
          )
          .toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect.soft(wide, `${path} is wider than the screen`).toBeLessThanOrEqual(0);
        await page.mouse.wheel(0, 2_000);
        await expect(banner(page).getByRole("button", { name: "Stop" })).toBeInViewport();
      }
      await banner(page).getByRole("button", { name: "Stop" }).click();
      await expect(banner(page)).toHaveCount(0);
    });
  });
