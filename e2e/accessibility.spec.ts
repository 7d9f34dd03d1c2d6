import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./portal";
import { signInAs } from "./sign-in-as";

const looks = [
  { name: "wide and light", viewport: { width: 1440, height: 900 }, colorScheme: "light" },
  { name: "narrow and dark", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
] as const;

const everybody = ["/sign-in", "/forgotten-password", "/no/such/page"];
const ofTheAccount = [
  "",
  "/devices",
  "/devices?q=no-device-is-called-this",
  "/devices/register",
  "/devices/import",
  "/containment",
  "/credentials",
  "/groups",
  "/groups/new",
  "/people",
  "/people/invite",
  "/people/invite/import",
  "/people/roles",
  "/people/requests",
  "/people/reviews",
  "/people/reviews/new",
  "/people/companies",
  "/access",
  "/people/roles/new",
  "/people/matrix",
  "/people/matrix?by=roles&elevated=1",
  "/activity",
  "/settings/security",
  "/settings/security/people",
];
const ofTheProvider = ["/accounts", "/accounts/new", "/gateways", "/plans", "/unknown", "/activity"];

/** WCAG 2.2 A and AA, and what else axe holds for good practice; and nothing wider than the screen. */
async function check(page: Page, path: string): Promise<void> {
  await test.step(path || "/", async () => {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
    expect.soft(told, path).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect.soft(wide, `${path} is wider than the screen`).toBeLessThanOrEqual(0);
  });
}

for (const { name, ...look } of looks) {
  test.describe(name, () => {
    test.use({ ...look, reducedMotion: "reduce" } as object);
    test.setTimeout(180_000);

    test("pages for everybody", async ({ page }) => {
      for (const path of everybody) await check(page, path);
    });

    test("an account's pages", async ({ page, portal }) => {
      const account = "northwind";
      await signInAs(page, portal, account, /^Administrator$/);
      for (const path of ofTheAccount) await check(page, `/${account}${path}`);
      await page.goto(`/${account}/devices`);
      await page.getByRole("table").getByRole("link").first().click();
      await page.waitForURL(/\/devices\/[0-9a-f-]{36}/);
      const device = new URL(page.url()).pathname;
      for (const tab of [
        "",
        "/sessions",
        "/usage",
        "/containment",
        "/groups",
        "/credentials",
        "/access",
        "/history",
      ])
        await check(page, `${device}${tab}`);
    });

    test("the provider's pages", async ({ page, portal }) => {
      await signInAs(page, portal, "provider", /^Provider/);
      for (const path of ofTheProvider) await check(page, `/provider${path}`);
      await page.goto("/provider/gateways");
      await page.getByRole("table").getByRole("link").first().click();
      await page.waitForURL(/\/gateways\/[0-9a-f-]{36}/);
      await check(page, new URL(page.url()).pathname);
    });

    test("one's own page", async ({ page, portal }) => {
      await signInAs(page, portal, "northwind", /^Technician/);
      await check(page, "/accounts");
      for (const path of ["/you", "/you/security", "/you/security/app", "/you/security/key", "/you/sessions"])
        await check(page, path);
    });
  });
}
