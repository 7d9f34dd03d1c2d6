import { type ChildProcess, spawn } from "node:child_process";
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
  return { server, radclient };
}

function find(program: string): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  return folders.map((folder) => join(folder, program)).find((file) => existsSync(file));
}

export interface GatewayOptions {
  /** Holds what this gateway keeps: its clients, its spool. */
  folder: string;
  port: number;
  /** The RADIUS secret of clients on this machine. */
  secret: string;
  ingestUrl: string;
  token: string;
}

export interface RunningGateway {
  process: ChildProcess;
  log(): string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** Runs the configuration of this folder on loopback, and resolves when it answers. */
export async function startGateway({ server }: Freeradius, options: GatewayOptions): Promise<RunningGateway> {
  const { folder, port, secret, ingestUrl, token } = options;
  const clients = join(folder, "clients.conf");
  for (const each of ["run", "spool"]) mkdirSync(join(folder, each), { recursive: true, mode: 0o700 });
  const client = `client here {\n\tipaddr = 127.0.0.1\n\tsecret = "${secret}"\n\trequire_message_authenticator = yes\n}\n`;
  writeFileSync(clients, client, { mode: 0o600 });
  const env: Record<string, string | undefined> = {
    PATH: process.env.PATH,
    TZ: "UTC",
    CORDON_GATEWAY_ADDRESS: "127.0.0.1",
    CORDON_GATEWAY_PORT: String(port),
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
  return {
    process: child,
    log: () => log,
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      await ended;
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
