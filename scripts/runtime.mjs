import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { exclusively } from "./mutex.mjs";
import { npm } from "./npm.mjs";
import { Stop, step } from "./step.mjs";

/** The Node.js that is brought where the machine's own is older. The only place it is named. */
const PINNED = "24.21.0";
const OLDEST_MAJOR = Number.parseInt(PINNED, 10);

function versionOf(node) {
  try {
    return execFileSync(node, ["--version"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return undefined;
  }
}

/** The path of a Node.js that is new enough: this one, or the pinned one from the npm registry. */
export async function ensureRuntime(root) {
  if (Number.parseInt(process.versions.node, 10) >= OLDEST_MAJOR) return process.execPath;
  const home = join(root, ".runtime");
  const node = join(home, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  if (versionOf(node) === `v${PINNED}`) return node;
  await exclusively(join(root, ".data", "runtime.lock"), async () => {
    if (versionOf(node) === `v${PINNED}`) return;
    await step(`Node.js ${PINNED} (this machine has ${process.versions.node})`, async () => {
      mkdirSync(home, { recursive: true });
      // The package's install hook links the platform's binary into place.
      const args = [
        "install",
        "--no-save",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts=false",
        "--prefix",
        home,
        `node@${PINNED}`,
      ];
      await npm(args, { cwd: home });
    });
  });
  if (existsSync(node) && versionOf(node) === `v${PINNED}`) return node;
  throw new Stop(
    `Cordon needs Node.js ${OLDEST_MAJOR} or newer. This machine has ${process.versions.node}, and the npm package node@${PINNED} does not run here. Please install Node.js ${OLDEST_MAJOR}.`,
  );
}

/** The environment in which `node` is the first one found. */
export function withRuntime(node, env = process.env) {
  const key = Object.keys(env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  return { ...env, [key]: [dirname(node), env[key]].filter(Boolean).join(delimiter) };
}
