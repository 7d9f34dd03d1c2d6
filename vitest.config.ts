import path from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: {
      "@": path.resolve(import.meta.dirname),
      "server-only": path.resolve(import.meta.dirname, "db/testing/server-only.ts"),
    },
  },
  test: {
    include: ["{app,components,db,gateway,ingest,lib,scripts,worker}/**/*.test.{ts,tsx}"],
    globalSetup: "db/testing/global-setup.ts",
    setupFiles: ["db/testing/setup-file.ts"],
    env: {
      LOG_LEVEL: "silent",
      AUTH_SECRET: "only-for-tests-only-for-tests-only",
      PUBLIC_URL: "http://portal.test",
    },
    // imports next/server without its ending, which only a bundler resolves
    server: { deps: { inline: ["next-auth"] } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
