import { defineConfig } from "@playwright/test";

const { PLAYWRIGHT_JSON_OUTPUT_FILE: report, E2E_BROWSER: browser } = process.env;

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: report ? [["line"], ["json", { outputFile: report }]] : "list",
  use: {
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: browser,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
