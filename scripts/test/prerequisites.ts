import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { step } from "../step.mjs";
import { aptInstall, isExecutable, which } from "./install";
import { runTool } from "./run";

const MAC = ["Google Chrome", "Chromium"].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

function findBrowser(): string | undefined {
  return (
    which("chromium", "chromium-browser", "google-chrome", "google-chrome-stable") ??
    [...MAC, chromium.executablePath()].find(isExecutable)
  );
}

/** A browser for the end-to-end tests: one that is there, Debian's, or Playwright's own. */
export async function ensureBrowser(): Promise<string | undefined> {
  const found = findBrowser();
  if (found) return found;
  await step("A browser from the system's packages", () => aptInstall("chromium"));
  if (!findBrowser()) {
    await step("Playwright's own browser", () => runTool("playwright/cli.js", ["install", "chromium"]));
  }
  return findBrowser();
}

// curl: what watches beside the gateway asks with it
const FREERADIUS = ["freeradius", "freeradius-rest", "freeradius-utils", "curl"];

/** Whether FreeRADIUS is there for the tests that speak through it; installed, never started as a service. */
export async function ensureFreeRadius(): Promise<boolean> {
  const isThere = () =>
    ["freeradius", "radclient", "curl"].every((program) => which(program) !== undefined) && hasRest();
  if (isThere()) return true;
  await step("FreeRADIUS from the system's packages", () => aptInstall(...FREERADIUS));
  return isThere();
}

/** An authenticator that is not ours, which tests compare ours with. */
export async function ensureOathtool(): Promise<void> {
  if (!which("oathtool")) await step("oathtool from the system's packages", () => aptInstall("oathtool"));
}

/** What people open files of credentials with. */
export async function ensureAge(): Promise<void> {
  if (!which("age")) await step("age from the system's packages", () => aptInstall("age"));
}

const hasRest = () =>
  ["/usr/lib/freeradius", "/usr/lib64/freeradius"].some((folder) => existsSync(`${folder}/rlm_rest.so`));
