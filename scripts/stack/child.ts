import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const END_WITH_PARENT = join(dirname(fileURLToPath(import.meta.url)), "end-with-parent.mjs");

export interface ChildOptions {
  name: string;
  /** Arguments to Node.js. */
  args: string[];
  env: Record<string, string | undefined>;
  /** Where its output goes; without one it goes where ours does. */
  log?: string;
}

export interface Child {
  name: string;
  /** Says how the process ended. Never rejects. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

/** How a TypeScript process of Cordon is run. */
export const typescript = (file: string) => ["--conditions=react-server", "--import", "tsx", file];

export function startChild({ name, args, env, log }: ChildOptions): Child {
  const output = log ? openLog(log) : "inherit";
  const child = spawn(process.execPath, ["--import", END_WITH_PARENT, ...args], {
    cwd: ROOT,
    env: { ...surroundings(), ...env } as NodeJS.ProcessEnv,
    stdio: ["ignore", output, output, "ipc"],
    // A group of its own: Ctrl-C in the terminal reaches us alone, and stopping takes its children along.
    detached: process.platform !== "win32",
  });
  if (typeof output === "number") closeSync(output);
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(`could not be started: ${error.message}`));
    child.once("exit", (code, signal) =>
      resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`),
    );
  });
  const signal = (kind: NodeJS.Signals) => {
    if (child.pid === undefined) return;
    try {
      process.kill(process.platform === "win32" ? child.pid : -child.pid, kind);
    } catch {
      // Already gone.
    }
  };
  const stop = async () => {
    signal("SIGTERM");
    const timer = setTimeout(() => signal("SIGKILL"), 10_000);
    await ended;
    clearTimeout(timer);
    signal("SIGKILL");
  };
  return { name, ended, stop };
}

/** What a process needs from the machine; settings of ours are given one by one, so no secret is inherited. */
function surroundings(): Record<string, string | undefined> {
  const wanted =
    /^(PATH|HOME|USER|LANG|LC_.*|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|NODE_EXTRA_CA_CERTS|NO_COLOR|FORCE_COLOR|TERM)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => wanted.test(name)));
}

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  return openSync(file, "w", 0o600);
}

/** The last lines of a log, for the message that says why something ended. */
export function endOf(log: string, lines = 12): string {
  try {
    return readFileSync(log, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
  } catch {
    return "";
  }
}
