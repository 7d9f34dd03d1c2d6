import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

export interface Freeradius {
  server: string;
  radclient: string;
}

/** The FreeRADIUS of this machine with all that the gateway needs of it, or in words what is missing. */
export function findFreeradius(): Freeradius | { missing: string } {
  const server = find("freeradius") ?? find("radiusd");
  const radclient = find("radclient");
  if (!server) return { missing: "FreeRADIUS is not installed (Debian: freeradius)" };
  if (!radclient) return { missing: "radclient is not installed (Debian: freeradius-utils)" };
  if (!existsSync("/usr/lib/freeradius/rlm_rest.so"))
    return { missing: "FreeRADIUS has no rlm_rest (Debian: freeradius-rest)" };
  if (!find("curl")) return { missing: "curl is not installed (Debian: curl)" };
  return { server, radclient };
}

function find(program: string): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  return folders.map((folder) => join(folder, program)).find((file) => existsSync(file));
}

export interface GatewayOptions {
  /** Holds what this gateway keeps: its clients, its spool. */
  folder: string;
  /** for accounting */
  port: number;
  /** for signing on */
  authPort: number;
  /** The RADIUS secret of clients on this machine. */
  secret: string;
  ingestUrl: string;
  token: string;
}

export interface RunningGateway {
  process: ChildProcess;
  /** Asks Cordon what the gateway must no longer go by. */
  watch: ChildProcess;
  log(): string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Runs the configuration of this folder on loopback, and resolves when it answers. */
export async function startGateway({ server }: Freeradius, options: GatewayOptions): Promise<RunningGateway> {
  const { folder, port, authPort, secret, ingestUrl, token } = options;
  const clients = join(folder, "clients.conf");
  for (const each of ["run", "spool"]) mkdirSync(join(folder, each), { recursive: true, mode: 0o700 });
  const client = `client here {\n\tipaddr = 127.0.0.1\n\tsecret = "${secret}"\n\trequire_message_authenticator = yes\n}\n`;
  writeFileSync(clients, client, { mode: 0o600 });
  const env: Record<string, string | undefined> = {
    PATH: process.env.PATH,
    TZ: "UTC",
    CORDON_GATEWAY_ADDRESS: "127.0.0.1",
    CORDON_GATEWAY_PORT: String(port),
    CORDON_GATEWAY_AUTH_PORT: String(authPort),
    CORDON_GATEWAY_WATCH_PORT: String(await freeUdpPort()),
    CORDON_GATEWAY_WATCH_SECRET: randomBytes(24).toString("base64url"),
    CORDON_GATEWAY_CLIENTS: clients,
    CORDON_GATEWAY_RUN: join(folder, "run"),
    CORDON_GATEWAY_SPOOL: join(folder, "spool"),
    CORDON_GATEWAY_TOKEN: token,
    CORDON_INGEST_URL: ingestUrl,
  };
  const child = spawn(server, ["-f", "-l", "stdout", "-d", import.meta.dirname], {
    stdio: ["ignore", "pipe", "pipe"],
    env: env as NodeJS.ProcessEnv,
  });
  let log = "";
  const ended = once(child, "exit").catch(() => undefined);
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-20_000);
      if (log.includes("Ready to process requests")) resolve();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("error", reject);
    void ended.then(() => reject(new Error(`FreeRADIUS did not start:\n${log}`)));
  });
  const watch = spawn(join(import.meta.dirname, "watch.sh"), {
    stdio: "ignore",
    env: env as NodeJS.ProcessEnv,
  });
  const watchEnded = once(watch, "exit").catch(() => undefined);
  void ended.then(() => watch.kill("SIGTERM"));
  return {
    process: child,
    watch,
    log: () => log,
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      await ended;
      await watchEnded;
    },
  };
}

export async function freeUdpPort(): Promise<number> {
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address();
  socket.close();
  return port;
}
