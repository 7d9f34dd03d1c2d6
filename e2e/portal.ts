import { readFileSync } from "node:fs";
import { test as base } from "@playwright/test";

/** The portal under test, in the form of the demo's demo.json. */
export interface Portal {
  url: string;
  mailUrl: string;
  ingestUrl: string;
  databaseUrl: string;
  signIns: { email: string; password: string; account: string; role: string; authenticatorKey?: string }[];
  gateways: { name: string; token: string }[];
}

/** `npm test` starts one and names the file; by hand the running demo will do. */
export const readPortal = (): Portal =>
  JSON.parse(readFileSync(process.env.E2E_ADDRESSES ?? ".data/demo.json", "utf8"));

export const test = base.extend<{ portal: Portal }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  portal: ({}, use) => use(readPortal()),
  baseURL: ({ portal }, use) => use(portal.url),
});

export { expect } from "@playwright/test";
