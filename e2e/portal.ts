import { readFileSync } from "node:fs";
import { test as base, type Page } from "@playwright/test";

/** The portal under test, in the form of the demo's demo.json. */
export interface Portal {
  url: string;
  mailUrl: string;
  ingestUrl: string;
  databaseUrl: string;
  signIns: { email: string; password: string; account: string; role: string; authenticatorKey?: string }[];
  gateways: { name: string; token: string }[];
  /** where the demonstration's NASes take requests to end sessions */
  nases: { name: string; address: string; port: number; secret: string }[];
}

/** `npm test` starts one and names the file; by hand the running demo will do. */
export const readPortal = (): Portal =>
  JSON.parse(readFileSync(process.env.E2E_ADDRESSES ?? ".data/demo.json", "utf8"));

/** From here on React takes what is clicked and typed; before, a page on a slow machine would lose it. Pages without scripts are alive at once. */
const untilAlive = (page: Page): Promise<unknown> =>
  page
    .waitForFunction(
      () =>
        !document.querySelector("script[src*='/_next/']") ||
        Object.keys(document).some((key) => key.startsWith("__reactContainer$")),
      undefined,
      { timeout: 20_000 },
    )
    .catch(() => undefined);

export const test = base.extend<{ portal: Portal }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  portal: ({}, use) => use(readPortal()),
  page: async ({ page }, use) => {
    const goto = page.goto.bind(page);
    page.goto = async (...asked) => {
      const answer = await goto(...asked);
      await untilAlive(page);
      return answer;
    };
    await use(page);
  },
  baseURL: ({ portal }, use) => use(portal.url),
});

export { expect } from "@playwright/test";
