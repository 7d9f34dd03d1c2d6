import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { release, tryTake } from "./mutex.mjs";
import { freePort, isFree } from "./ports";
import { bundledPostgres, program } from "./postgres/binaries";
import { openCluster, removeCluster } from "./postgres/cluster";
import { stopWhenGone } from "./postgres/stop-when-gone";
import { type RunAs, reachableBinaries, unprivilegedUser } from "./postgres/unprivileged";
import { Stop } from "./step.mjs";

export interface Postgres {
  /** The superuser's connection URL: only for making roles and databases. */
  adminUrl: string;
  port: number;
  /** The server itself, for whoever wants to know that it died. */
  process: ChildProcess;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Without one, the data lives in a temporary folder and goes when the server stops. */
  dataDir?: string;
  /** Off for tests: a crash of the machine may lose the data, nothing else changes. */
  fsync?: boolean;
  port?: number;
  logFile?: string;
}

interface InternalOptions extends PostgresOptions {
  /** A folder to remove when our process is gone without having stopped the server. */
  removedAfterwards?: string;
}

/** Starts the PostgreSQL that comes with Cordon on 127.0.0.1, making its data directory when there is none. */
export async function startPostgres({
  dataDir,
  fsync = true,
  port,
  logFile,
  removedAfterwards,
}: InternalOptions = {}): Promise<Postgres> {
  if (dataDir === undefined) return startThrowaway({ fsync, port, logFile });
  const lock = join(dataDir, "lock");
  if (!tryTake(lock)) throw new Stop(`The database in ${dataDir} is in use by another Cordon command.`);
  try {
    const user = unprivilegedUser();
    const binaries = reachableBinaries(bundledPostgres(), user);
    const { folder, superuserPassword } = await openCluster(dataDir, binaries, user);
    const chosen = await choosePort(dataDir, port);
    const log = logFile ?? join(dataDir, "server.log");
    const server = launch({ binaries, folder, port: chosen, fsync, log, user });
    const adminUrl = `postgres://postgres:${superuserPassword}@127.0.0.1:${chosen}/postgres`;
    const callOff = server.pid === undefined ? () => undefined : stopWhenGone(server.pid, removedAfterwards);
    server.once("exit", callOff);
    await accepts(server, adminUrl, log);
    const stop = async () => {
      await end(server);
      release(lock);
    };
    return { adminUrl, port: chosen, process: server, stop };
  } catch (error) {
    release(lock);
    throw error;
  }
}

async function startThrowaway(options: PostgresOptions): Promise<Postgres> {
  const dataDir = mkdtempSync(join(tmpdir(), "cordon-pg-"));
  // Its name is no secret; what is inside stays closed to others.
  chmodSync(dataDir, 0o711);
  const clear = async () => {
    await removeCluster(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const server = await startPostgres({ ...options, dataDir, removedAfterwards: dataDir });
    const stop = async () => {
      await server.stop();
      await clear();
    };
    return { ...server, stop };
  } catch (error) {
    await clear();
    throw error;
  }
}

/** The port of the last start where it is still free, so that addresses people noted keep working. */
async function choosePort(dataDir: string, wanted: number | undefined): Promise<number> {
  if (wanted !== undefined) {
    if (await isFree(wanted)) return wanted;
    throw new Stop(`Port ${wanted} is taken by another program, so the database cannot use it.`);
  }
  const record = join(dataDir, "port");
  const last = Number(readIfThere(record));
  const chosen = last && (await isFree(last)) ? last : await freePort();
  writeFileSync(record, String(chosen));
  return chosen;
}

interface Launch {
  binaries: string;
  folder: string;
  port: number;
  fsync: boolean;
  log: string;
  user: RunAs | undefined;
}

function launch({ binaries, folder, port, fsync, log, user }: Launch): ChildProcess {
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 200,
    shared_buffers: "256MB",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(fsync ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const args = [
    "-D",
    folder,
    ...Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]),
  ];
  mkdirSync(dirname(log), { recursive: true });
  const out = openSync(log, "a", 0o600);
  chmodSync(log, 0o600);
  // A session of its own, so that Ctrl-C reaches it only through stop(), after everything that uses it.
  const server = spawn(program(binaries, "postgres"), args, {
    ...user,
    cwd: folder,
    detached: true,
    stdio: ["ignore", out, out],
  });
  closeSync(out);
  return server;
}

const hasEnded = (server: ChildProcess) => server.exitCode !== null || server.signalCode !== null;

async function accepts(server: ChildProcess, adminUrl: string, log: string): Promise<void> {
  let failed: Error | undefined;
  server.once("error", (error) => {
    failed = error;
  });
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (failed) throw new Stop(`PostgreSQL could not be started: ${failed.message}`);
    if (hasEnded(server)) break;
    const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 2_000 });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (error instanceof pg.DatabaseError && error.code === "28P01") {
        await end(server);
        throw new Stop("The database does not accept the password kept beside it. Start over with --fresh.");
      }
      await sleep(30);
    }
  }
  await end(server);
  const lines = readIfThere(log).trim().split("\n").slice(-8).join("\n");
  throw new Stop(`PostgreSQL did not start. The end of its log (${log}):\n${lines}`);
}

/** Fast shutdown, and the immediate one for a server that does not get there. */
async function end(server: ChildProcess): Promise<void> {
  if (hasEnded(server) || server.pid === undefined) return;
  const gone = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  server.kill("SIGINT");
  const timer = setTimeout(() => server.kill("SIGQUIT"), 20_000);
  await gone;
  clearTimeout(timer);
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
