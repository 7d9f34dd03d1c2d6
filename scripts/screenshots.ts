import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import type { Demo } from "./demo/summary";
import { readKept } from "./kept";
import { ROOT } from "./stack/child";
import { exitWith, Stop } from "./step.mjs";
import { ensureBrowser } from "./test/prerequisites";

const folder = join(ROOT, "docs", "screenshots");

/** What the README and the docs show: name → who looks, at what. */
const pictures: { name: string; as: string; path: string }[] = [
  { name: "overview", as: "ana@northwind.example", path: "/northwind" },
  { name: "devices", as: "ana@northwind.example", path: "/northwind/devices?state=active" },
  { name: "device", as: "ana@northwind.example", path: "first device" },
  { name: "credentials", as: "ana@northwind.example", path: "/northwind/credentials" },
  { name: "containment", as: "ana@northwind.example", path: "isolated device" },
  { name: "contained", as: "ana@northwind.example", path: "/northwind/containment" },
  { name: "groups", as: "ana@northwind.example", path: "/northwind/groups" },
  { name: "people", as: "ana@northwind.example", path: "/northwind/people" },
  { name: "matrix", as: "ana@northwind.example", path: "/northwind/people/matrix" },
  { name: "activity", as: "ana@northwind.example", path: "/northwind/activity" },
  { name: "policy", as: "ana@northwind.example", path: "/northwind/settings/security" },
  { name: "own-security", as: "ana@northwind.example", path: "/you/security" },
  { name: "authenticator-app", as: "ana@northwind.example", path: "/you/security/app" },
  { name: "sessions", as: "ana@northwind.example", path: "/you/sessions" },
  { name: "contractor", as: "tom@becker.example", path: "/northwind/devices" },
];

const looks = [
  { name: "light", viewport: { width: 1440, height: 900 }, colorScheme: "light" },
  { name: "dark", viewport: { width: 1440, height: 900 }, colorScheme: "dark" },
  { name: "phone", viewport: { width: 390, height: 844 }, colorScheme: "light" },
] as const;

/** Renews docs/screenshots from the demo that runs now. */
async function main(): Promise<void> {
  const demo = readKept(join(ROOT, ".data", "demo.json")) as Demo | undefined;
  if (!demo) throw new Stop("Start `npm run demo` first: the pictures are of the running demo.");
  const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: ["--no-sandbox"] });
  mkdirSync(folder, { recursive: true });
  try {
    for (const look of looks)
      for (const person of new Set(pictures.map((picture) => picture.as)))
        await take(browser, demo, look, person);
  } finally {
    await browser.close();
  }
}

async function take(
  browser: Browser,
  demo: Demo,
  look: (typeof looks)[number],
  person: string,
): Promise<void> {
  const context = await browser.newContext({ ...look, baseURL: demo.url, reducedMotion: "reduce" });
  const page = await context.newPage();
  await signIn(page, demo, person);
  for (const picture of pictures.filter((each) => each.as === person)) {
    if (picture.path === "first device") {
      await openDevice(page, "Pump");
    } else if (picture.path === "isolated device") {
      await isolate(page, "Pump 001");
    } else {
      await page.goto(picture.path);
    }
    await page.waitForTimeout(1_500);
    await page.screenshot({ path: join(folder, `${picture.name}-${look.name}.png`) });
  }
  await context.close();
}

async function openDevice(page: Page, label: string): Promise<void> {
  await page.goto(`/northwind/devices?state=active&q=${encodeURIComponent(label)}`);
  await page
    .getByRole("link", { name: new RegExp(`^${label}`) })
    .first()
    .click();
  await page.waitForURL(/\/devices\/[0-9a-f-]{36}/);
}

/** Until the demo's network has shown that the device is gone; the next look finds it so. */
async function isolate(page: Page, label: string): Promise<void> {
  await openDevice(page, label);
  const button = page.getByRole("button", { name: "Isolate" });
  await page.getByRole("button", { name: /^(Isolate|Release)$/ }).waitFor();
  if (await button.isVisible()) {
    await button.click();
    await page.getByLabel("Reason").fill("It scans the network");
    await page.getByRole("button", { name: "Isolate device" }).click();
  }
  await page.goto(`${new URL(page.url()).pathname.replace(/\/$/, "")}/containment`);
  await page.getByText("The session ended").first().waitFor({ timeout: 60_000 });
}

async function signIn(page: Page, demo: Demo, email: string): Promise<void> {
  const known = demo.signIns.find((each) => each.email === email);
  if (!known) throw new Stop(`The demo has no sign-in for ${email}: start it with --fresh.`);
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(known.email);
  await page.locator("input[name=password]").fill(known.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

main().then(() => process.exit(0), exitWith);
