// The one entry behind every npm script: brings the right Node.js and the dependencies, then runs the command.
// Plain Node.js without dependencies, and old enough in style for the Node.js that a machine happens to have.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureDependencies } from "./dependencies.mjs";
import { ensureRuntime, withRuntime } from "./runtime.mjs";
import { exitWith, Stop } from "./step.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** `settings` also reads .env: the demo and the tests make their own and must never touch a real database. */
const COMMANDS = {
  demo: { file: "scripts/demo.ts" },
  test: { file: "scripts/test.ts" },
  dev: { file: "scripts/demo.ts", args: ["--development"] },
  build: { file: "scripts/build.ts", settings: true },
  start: { file: "scripts/start.ts", settings: true, production: true },
  "db:migrate": { file: "db/migrate.ts", settings: true, production: true },
  "db:seed": { file: "scripts/seed-database.ts", settings: true, production: true },
  operator: { file: "scripts/add-operator.ts", settings: true, production: true },
  bench: { file: "bench/main.ts" },
  screenshots: { file: "scripts/screenshots.ts" },
};

const [name, ...rest] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name ?? "") ? COMMANDS[name] : undefined;

async function main() {
  if (!command) throw new Stop(`Usage: node scripts/run.mjs <${Object.keys(COMMANDS).join(" | ")}>`);
  process.chdir(root);
  const node = await ensureRuntime(root);
  const env = withRuntime(node);
  await ensureDependencies(root, { node, env, production: command.production });
  const flags = ["--conditions=react-server", "--import", "tsx"];
  if (command.settings && existsSync(join(root, ".env"))) flags.push("--env-file=.env");
  hand(
    spawn(node, [...flags, command.file, ...(command.args ?? []), ...rest], {
      cwd: root,
      env,
      stdio: "inherit",
    }),
  );
}

/** Signals go to the command; its exit is ours. When npm is killed without a word, the command ends too. */
function hand(child) {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) {
    setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), 300).unref();
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", exitWith);
  child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
}

main().catch(exitWith);
