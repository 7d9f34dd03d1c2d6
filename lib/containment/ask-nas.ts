import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { isIP } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Answer, readAnswers } from "@/lib/containment/read-answers";

/** Where a NAS takes Disconnect-Requests, and the secret it shares. */
export interface Target {
  address: string;
  port: number;
  secret: string;
}

/** How long a NAS has to answer one request. */
const SECONDS = 3;
const LONGEST = 4_000_000;

export const notInstalled =
  "radclient is not on the machine of Cordon's worker, so nothing can be asked. On Debian it is in the package freeradius-utils.";

/**
 * Asks a NAS by radclient, all requests at once and each once. The secret goes through a file that has no name any more, the
 * requests through a pipe: no list of processes shows either, and a worker that is killed leaves nothing behind.
 */
export async function askNas(
  { address, port, secret }: Target,
  requests: readonly string[],
  command = "radclient",
): Promise<Answer[]> {
  const none = (why: string) => requests.map((): Answer => ({ kind: "none", why }));
  const family = isIP(address);
  if (family === 0) return none("The address of the NAS in the provider's console is not an IP address.");
  if (secret.length === 0 || /[\0\r\n]/.test(secret) || secret !== secret.trimEnd())
    return none("radclient cannot use this secret: it is empty, has a line break, or ends in a space.");
  const file = await unnamed(secret);
  try {
    const to = family === 6 ? `[${address}]:${port}` : `${address}:${port}`;
    const many = String(requests.length);
    const { output, missing } = await run(
      command,
      ["-x", "-r", "1", "-t", String(SECONDS), "-p", many, "-S", "/dev/fd/3", to, "disconnect"],
      `${requests.join("\n\n")}\n\n`,
      file.fd,
    );
    if (missing) return none(notInstalled);
    const answers = readAnswers(output, requests.length);
    if (!/Shared secret is incorrect/i.test(output)) return answers;
    const why = "Something answered that does not know the secret shared with this NAS.";
    return answers.map((answer) => (answer.kind === "none" ? { kind: "none", why } : answer));
  } finally {
    await file.close();
  }
}

/** A file that only who holds it reads, and that is gone with them. */
async function unnamed(content: string): Promise<FileHandle> {
  const directory = await mkdtemp(join(tmpdir(), "cordon-nas-"));
  try {
    const file = await open(join(directory, "unnamed"), "wx+", 0o600);
    await rm(directory, { recursive: true });
    await file.writeFile(content);
    return file;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Whether radclient can be called at all. */
export const radclientThere = async (): Promise<boolean> => !(await run("radclient", ["-v"], "")).missing;

function run(
  command: string,
  args: string[],
  input: string,
  third: number | "ignore" = "ignore",
): Promise<{ output: string; missing: boolean }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ["pipe", "pipe", "pipe", third],
      env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC", NODE_ENV: process.env.NODE_ENV },
      timeout: (SECONDS + 10) * 1_000,
      killSignal: "SIGKILL",
    }) as ChildProcessWithoutNullStreams;
    // kept apart, so that a line of one is not cut by a line of the other
    const said = { out: "", err: "" };
    const hear = (from: "out" | "err") => (chunk: string) => {
      if (said[from].length < LONGEST) said[from] += chunk;
    };
    child.stdout.setEncoding("utf8").on("data", hear("out"));
    child.stderr.setEncoding("utf8").on("data", hear("err"));
    child.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "ENOENT" ? resolve({ output: "", missing: true }) : reject(error),
    );
    child.on("close", () => resolve({ output: `${said.out}\n${said.err}`, missing: false }));
    // it may end before it has read everything
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}
