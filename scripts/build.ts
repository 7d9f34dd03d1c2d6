import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { exclusively, isRunning } from "./mutex.mjs";
import { ROOT } from "./stack/child";
import { exitWith, Stop, step } from "./step.mjs";

const SOURCES = ["app", "components", "lib", "db", "ingest", "public", "package.json", "package-lock.json"];
const SETTINGS = ["next.config.js", "postcss.config.mjs", "proxy.ts", "tsconfig.json", "instrumentation.ts"];
const BUILDS = join(ROOT, ".data", "build");
/** Left behind when a build is set aside: caches and types, which only the next build wants. */
const NOT_SERVED = new Set([
  "cache",
  "dev",
  "types",
  "trace",
  "trace-build",
  "turbopack",
  "diagnostics",
  "lock",
]);

function hashOfSources(): string {
  const hash = createHash("sha256").update(process.versions.node).update(ROOT);
  const visit = (path: string) => {
    if (!existsSync(path)) return;
    const entries = readdirIfFolder(path);
    if (entries) for (const name of entries.sort()) visit(join(path, name));
    else if (!/\.test\.tsx?$/.test(path)) hash.update(relative(ROOT, path)).update(readFileSync(path));
  };
  for (const name of [...SOURCES, ...SETTINGS]) visit(join(ROOT, name));
  return hash.digest("hex").slice(0, 16);
}

function readdirIfFolder(path: string): string[] | undefined {
  try {
    return readdirSync(path);
  } catch {
    return undefined;
  }
}

/**
 * A production build of the sources as they are now, set aside under their hash: a running server keeps the
 * files it was started from while another build is made. Returns its folder, relative to the clone.
 */
export async function ensureBuild(signal?: AbortSignal): Promise<string> {
  const folder = join(BUILDS, hashOfSources());
  await exclusively(join(ROOT, ".data", "build.lock"), async () => {
    if (!existsSync(join(folder, "BUILD_ID"))) {
      await step("Production build", (progress) => runBuild(progress, signal));
      setAside(folder);
    }
    mkdirSync(join(folder, "used-by"), { recursive: true });
    writeFileSync(join(folder, "used-by", String(process.pid)), "");
    prune(folder);
  });
  return relative(ROOT, folder);
}

function setAside(folder: string): void {
  const half = `${folder}.half`;
  rmSync(half, { recursive: true, force: true });
  const from = join(ROOT, ".next");
  for (const name of readdirSync(from)) {
    if (!NOT_SERVED.has(name)) cpSync(join(from, name), join(half, name), { recursive: true });
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(half, folder);
}

/** Removes builds of other sources that no living process serves. */
function prune(current: string): void {
  for (const name of readdirSync(BUILDS)) {
    const folder = join(BUILDS, name);
    const users = readdirIfFolder(join(folder, "used-by")) ?? [];
    if (folder !== current && !users.some((pid) => isRunning(Number(pid)))) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

async function runBuild(progress: (text: string) => void, signal?: AbortSignal): Promise<void> {
  const next = join(ROOT, "node_modules", "next", "dist", "bin", "next");
  const child = spawn(process.execPath, [next, "build"], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: "production", NODE_OPTIONS: "", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  let said = "";
  const hear = (chunk: Buffer) => {
    said += chunk;
    const line = said
      .trimEnd()
      .split("\n")
      .at(-1)
      ?.trim()
      .replace(/^[✓▲]\s*/, "");
    if (line) progress(line.slice(0, 60));
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Stop(`The production build failed:\n${said.trim()}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await exclusively(join(ROOT, ".data", "build.lock"), () =>
    step("Production build", (progress) => runBuild(progress)),
  ).catch(exitWith);
}
