import { spawn } from "node:child_process";
import { join } from "node:path";
import { endRequested } from "../signals";
import { ROOT } from "../stack/child";

/** Aborts when the tests are asked to end: what is under way is stopped and cleared away. */
export const end = endRequested();

export interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

export interface Outcome {
  ok: boolean;
  output: string;
}

/** Runs a program of node_modules with this Node.js and keeps what it says. */
export function runTool(
  script: string,
  args: string[],
  options: { env?: Record<string, string>; progress?: (line: string) => void } = {},
): Promise<Outcome> {
  const child = spawn(process.execPath, [join(ROOT, "node_modules", script), ...args], {
    cwd: ROOT,
    env: { ...process.env, FORCE_COLOR: "0", NODE_OPTIONS: "", ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    signal: end,
  });
  let output = "";
  const hear = (chunk: Buffer) => {
    output += chunk;
    const line = output.trimEnd().split("\n").at(-1)?.trim();
    if (line) options.progress?.(line.slice(0, 70));
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ ok: false, output: `${output}${error.message}` }));
    child.once("close", (code) => resolve({ ok: code === 0, output }));
  });
}
