import assert from "node:assert/strict";
import { chromium, type Page } from "@playwright/test";
import { fillPeople } from "@/bench/scroll/fill-people";
import { type Scrolled, watchScrolling } from "@/bench/scroll/watch-scrolling";
import type { Portal } from "@/e2e/portal";
import { openSession } from "@/e2e/second-factor";
import { readKept } from "@/scripts/kept";
import { withPortal } from "@/scripts/test/portal";
import { ensureBrowser } from "@/scripts/test/prerequisites";

const people = 500;
const account = "northwind";

/** The matrix of 500 people in a browser, over the production build: what keeps a page from answering while it scrolls. */
export async function run(): Promise<void> {
  const executablePath = await ensureBrowser();
  if (!executablePath) throw new Error("There is no Chromium to scroll with.");
  await withPortal(async (addresses) => {
    const portal = readKept(addresses) as Portal;
    await fillPeople(portal.databaseUrl, account, people);
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
    try {
      const page = await browser.newPage({ baseURL: portal.url, viewport: { width: 1440, height: 900 } });
      const administrator = portal.signIns.find(
        (each) => each.account === account && /^Administrator$/.test(each.role),
      );
      assert(administrator);
      await openSession(page, portal, administrator.email);
      const found: Record<string, Scrolled> = {};
      for (const search of ["", "?unused=1", "?elevated=1"])
        found[search || "everything"] = await scroll(page, search);
      console.log(`\nScrolling the matrix of ${people} people, ${portal.url}`);
      console.table(found);
    } finally {
      await browser.close();
    }
  });
}

async function scroll(page: Page, search: string): Promise<Scrolled> {
  await page.goto(`/${account}/people/matrix${search}`);
  const grid = page.getByRole("grid");
  await grid.waitFor();
  await page.waitForLoadState("networkidle").catch(() => undefined); // the live stream never rests
  return watchScrolling(page, grid, async (pass) => {
    await grid.hover();
    // all 500 rows within some four seconds
    for (let turn = 0; turn < 180; turn += 1) {
      await page.mouse.wheel(turn % 10 === 9 ? 120 : 0, pass % 2 === 0 ? 100 : -100);
      await page.waitForTimeout(16);
    }
    await grid.focus();
    for (let press = 0; press < 60; press += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Control+Home");
  });
}
