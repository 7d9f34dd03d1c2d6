import { chromium } from "@playwright/test";
import { addVirtualKey, ageSessions, codeNow, openSession } from "./e2e/second-factor";
import { readPortal } from "./e2e/portal";
const portal = readPortal();
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox","--disable-gpu"] });
const pages = process.argv.slice(3);
const who = process.argv[2];
for (const [w, h, scheme] of [[1440, 900, "light"], [390, 844, "dark"]] as const) {
  const c = await browser.newContext({ viewport: { width: w, height: h }, colorScheme: scheme, baseURL: portal.url });
  const page = await c.newPage();
  await openSession(page, portal, who, ["password"]);
  for (const path of pages) {
    await page.goto(path);
    await page.waitForTimeout(1200);
    await page.screenshot({ path: `/tmp/look/${path.replaceAll("/", "_")}-${w}.png`, fullPage: true });
  }
  await c.close();
}
await browser.close();
