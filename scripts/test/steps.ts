import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuild } from "../build";
import { ROOT } from "../stack/child";
import { countPlaywright, countVitest } from "./count";
import { withPortal } from "./portal";
import { ensureAge, ensureBrowser, ensureFreeRadius, ensureOathtool } from "./prerequisites";
import { type Count, end, type Outcome, runTool } from "./run";

type Progress = (line: string) => void;

export interface TestStep {
  title: string;
  run(progress: Progress, args: string[]): Promise<{ count: Count; output: string }>;
}

const once = ({ ok, output }: Outcome) => ({
  count: { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 },
  output,
});

const tool = (title: string, script: string, ...args: string[]): TestStep => ({
  title,
  run: async (progress) => once(await runTool(script, args, { progress })),
});

async function withReport<T>(work: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "cordon-report-"));
  try {
    return await work(join(folder, "report.json"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const RULED = ["app", "components", "lib", "db", "ingest", "worker", "scripts", "bench", "e2e"].filter(
  (folder) => existsSync(join(ROOT, folder)),
);

export const steps: Record<string, TestStep> = {
  lint: tool("Lint and format", "@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."),
  types: {
    title: "Types",
    async run(progress) {
      const routes = await runTool("next/dist/bin/next", ["typegen"], { progress });
      return once(
        routes.ok ? await runTool("typescript/bin/tsc", ["--noEmit", "-p", "."], { progress }) : routes,
      );
    },
  },
  imports: tool(
    "Import rules",
    "dependency-cruiser/bin/dependency-cruiser.mjs",
    "--config",
    ".dependency-cruiser.mjs",
    ...RULED,
  ),
  unused: tool("Nothing unused", "knip/bin/knip.js"),
  unit: {
    title: "Unit and integration tests",
    async run(progress, args) {
      await ensureFreeRadius();
      await ensureOathtool();
      await ensureAge();
      return withReport(async (report) => {
        const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
        const { ok, output } = await runTool("vitest/vitest.mjs", ["run", ...reporters, ...args], {
          progress,
        });
        return { count: countVitest(report, ok), output };
      });
    },
  },
  build: {
    title: "Production build",
    async run() {
      await ensureBuild(end);
      return once({ ok: true, output: "" });
    },
  },
  e2e: {
    title: "End-to-end tests",
    async run(progress, args) {
      const browser = await ensureBrowser();
      if (!browser) {
        const output =
          "No Chromium or Chrome was found, and none could be installed. Install one, or run: npx playwright install chromium";
        return once({ ok: false, output });
      }
      await ensureFreeRadius();
      return withPortal((addresses) =>
        withReport(async (report) => {
          const { ok, output } = await runTool("@playwright/test/cli.js", ["test", "-c", "e2e", ...args], {
            env: { E2E_ADDRESSES: addresses, E2E_BROWSER: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
            progress,
          });
          return { count: countPlaywright(report, ok), output };
        }),
      );
    },
  },
};
