import { chromium } from "playwright";
import { openSession } from "./e2e/second-factor";

const portal = {
  url: "http://localhost:3177",
  databaseUrl: "postgresql://postgres@127.0.0.1:55432/cordon_matrix",
} as never;
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
page.on("console", (m) => m.type() === "error" && console.log("console:", m.text().slice(0, 300)));
page.on("pageerror", (e) => console.log("pageerror", e.message.slice(0, 300)));
await openSession(page, portal, "ana@northwind.example");
const u = "http://localhost:3177/northwind";
await page.goto(u + "/people/matrix", { timeout: 120000 });
await page.waitForSelector("[role=grid]", { timeout: 60000 });
await page.waitForTimeout(1500);
await page.screenshot({ path: "/tmp/m1.png" });
await page.locator("[role=grid]").focus();
for (const k of [
  "ArrowDown",
  "ArrowDown",
  "ArrowRight",
  "ArrowRight",
  "ArrowRight",
  "ArrowRight",
  "ArrowRight",
  "ArrowRight",
])
  await page.keyboard.press(k);
await page.screenshot({ path: "/tmp/m2.png" });
await page.keyboard.press("Enter");
await page.waitForTimeout(2500);
await page.screenshot({ path: "/tmp/m3.png" });
await page.keyboard.press("Escape");
await page.waitForTimeout(300);
await page.keyboard.press("Control+End");
await page.waitForTimeout(600);
await page.screenshot({ path: "/tmp/m4.png" });
const frames = await page.evaluate(async () => {
  const g = document.querySelector("[role=grid]")!;
  g.scrollTo(0, 0);
  const times: number[] = [];
  let last = performance.now();
  for (let i = 0; i < 120; i++) {
    g.scrollTop += 140;
    if (i % 2) g.scrollLeft += i < 60 ? 30 : -30;
    await new Promise((r) => requestAnimationFrame(r));
    const n = performance.now();
    times.push(n - last);
    last = n;
  }
  times.sort((a, b) => a - b);
  return {
    median: times[60],
    p95: times[113],
    max: times[119],
    cells: document.querySelectorAll("[role=gridcell]").length,
  };
});
console.log(frames);
await page.goto(u + "/people/matrix?by=roles", { timeout: 120000 });
await page.waitForTimeout(2500);
await page.screenshot({ path: "/tmp/m5.png" });
await page.goto(u + "/people/matrix?elevated=1&area=Devices");
await page.waitForTimeout(2500);
await page.screenshot({ path: "/tmp/m6.png" });
await page.setViewportSize({ width: 390, height: 844 });
await page.goto(u + "/people/matrix");
await page.waitForTimeout(2500);
await page.screenshot({ path: "/tmp/m7.png" });
await page.setViewportSize({ width: 1440, height: 900 });
await page.goto(u + "/people/roles/new", { timeout: 120000 });
await page.waitForTimeout(2500);
await page.getByRole("link", { name: "Operator without termination" }).click();
await page.waitForTimeout(2500);
await page.screenshot({ path: "/tmp/m8.png" });
await page.goto(u + "/people/roles", { timeout: 120000 });
await page.waitForTimeout(1500);
await page.getByRole("link", { name: "Operator without termination" }).click();
await page.waitForURL(/roles\/[0-9a-f-]+$/, { timeout: 60000 });
await page.waitForTimeout(1500);
await page.screenshot({ path: "/tmp/m9.png" });
await page.getByRole("link", { name: "Change the role" }).click();
await page.waitForURL(/edit$/, { timeout: 60000 });
await page.waitForTimeout(1500);
await page.getByLabel("Terminate a Device").click();
await page.getByLabel("View usage").click();
await page.waitForTimeout(4000);
await page.screenshot({ path: "/tmp/m10.png" });
await page.getByRole("button", { name: "Save the role" }).click();
await page.waitForURL(/roles\/[0-9a-f-]+$/, { timeout: 60000 });
await page.waitForTimeout(1000);
await page.getByRole("link", { name: "History" }).click();
await page.waitForURL(/history$/, { timeout: 60000 });
await page.waitForTimeout(1500);
await page.screenshot({ path: "/tmp/m11.png" });
await page.getByRole("button", { name: "Delete" }).click();
await page.waitForTimeout(3500);
await page
  .getByLabel("Technician")
  .click()
  .catch((e) => console.log(String(e).slice(0, 200)));
await page.waitForTimeout(3000);
await page.screenshot({ path: "/tmp/m12.png" });
await page.keyboard.press("Escape");
await page.goto(u + "/devices", { timeout: 120000 });
await page.waitForTimeout(2500);
await page.locator("table a").first().click();
await page.waitForURL(/devices\/[0-9a-f-]{36}/, { timeout: 60000 });
await page.getByRole("link", { name: "Who can reach it" }).click({ timeout: 60000 });
await page.waitForURL(/access$/, { timeout: 60000 });
await page.waitForTimeout(2000);
await page.screenshot({ path: "/tmp/m13.png" });
await browser.close();
