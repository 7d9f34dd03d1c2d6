import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export interface RunningIngest {
  url: string;
  process: ChildProcess;
  stop(): Promise<void>;
}

export async function startIngestProcess(
  databaseUrl: string,
  authSecret: string,
  options: readonly string[] = [],
): Promise<RunningIngest> {
  const port = await freePort();
  const env: Record<string, string | undefined> = {
    PATH: process.env.PATH,
    NODE_ENV: "production",
    INGEST_DATABASE_URL: databaseUrl,
    AUTH_SECRET: authSecret,
    INGEST_HOST: "127.0.0.1",
    INGEST_PORT: String(port),
    LOG_LEVEL: "warn",
  };
  const file = ["--conditions=react-server", "--import", "tsx", "ingest/main.ts"];
  const child = spawn(process.execPath, [...options, ...file], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: env as NodeJS.ProcessEnv,
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  };
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 400 && child.exitCode === null; tries += 1) {
    const answer = await fetch(`${url}/health`).catch(() => null);
    if (answer?.ok) return { url, process: child, stop };
    await sleep(100);
  }
  await stop();
  throw new Error("The ingest process did not start.");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address ? address.port : 0;
}
