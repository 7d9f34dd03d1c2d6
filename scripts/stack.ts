import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { keptPorts, keptSecret } from "./kept";
import { answersBy } from "./ports";
import { aborted } from "./signals";
import { type Child, endOf, ROOT, startChild, typescript } from "./stack/child";
import { Stop } from "./step.mjs";

export interface RoleUrls {
  web: string;
  worker: string;
  ingest: string;
}

export interface StackOptions {
  /** Where ports, secrets, mail and logs are kept. */
  home: string;
  databases: RoleUrls;
  port: number;
  /** A folder with a production build; without one the development server runs. */
  build?: string;
  /** Whether what a NAS is asked shows within seconds rather than minutes. */
  quickContainment?: boolean;
  /** Gives up starting. */
  signal?: AbortSignal;
}

export interface Stack {
  url: string;
  mailUrl: string;
  ingestUrl: string;
  logs: string;
  /** Adds a process that lives and dies with the others. */
  add(name: string, args: string[], env: Record<string, string>): void;
  /** Says which process ended unasked, and how. Stays pending while all is well. */
  broken: Promise<string>;
  stop(): Promise<void>;
}

/** Web, worker, ingest and the mail inbox, on 127.0.0.1. Resolves when people can sign in. */
export async function startStack({
  home,
  databases,
  port,
  build,
  quickContainment,
  signal,
}: StackOptions): Promise<Stack> {
  const ports = await keptPorts(join(home, "ports.json"), ["ingest", "smtp", "mail"]);
  const logs = join(home, "logs");
  const url = `http://localhost:${port}`;
  const ingestUrl = `http://localhost:${ports.ingest}`;
  const mailUrl = `http://localhost:${ports.mail}`;
  const children: Child[] = [];
  let stopping = false;
  let report: (text: string) => void = () => undefined;
  const broken = new Promise<string>((resolve) => {
    report = resolve;
  });

  const phone = {
    PHONE_API_URL: mailUrl,
    PHONE_ACCOUNT_SID: "ACcordondemo",
    PHONE_AUTH_TOKEN: keptSecret(join(home, "phone-token.json")),
    PHONE_FROM: "+15005550006",
  };
  const shared = {
    ...phone,
    NODE_ENV: build ? "production" : "development",
    NEXT_TELEMETRY_DISABLED: "1",
    PUBLIC_URL: url,
    AUTH_SECRET: authSecret(home),
    SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
    MAIL_FROM: "Cordon <no-reply@cordon.example>",
    INGEST_HOST: "127.0.0.1",
    INGEST_PORT: String(ports.ingest),
    LOG_LEVEL: process.env.LOG_LEVEL ?? "info",
    CONTAINMENT_WATCH_SECONDS: quickContainment ? "5" : "120",
    CONTAINMENT_BACK_OFF: quickContainment ? "0,2,4" : "0,5,15,30,60",
  };
  const add = (name: string, args: string[], env: Record<string, string>) => {
    const log = build || name !== "web" ? join(logs, `${name}.log`) : undefined;
    const child = startChild({ name, args, env, log });
    children.push(child);
    child.ended.then((how) => {
      if (!stopping) report(`The ${name} process ${how}.${log ? ` Its log is ${log}:\n${endOf(log)}` : ""}`);
    });
  };
  const stop = async () => {
    stopping = true;
    await Promise.all(children.map((child) => child.stop()));
  };

  const inbox = {
    ...phone,
    SMTP_PORT: String(ports.smtp),
    MAIL_PORT: String(ports.mail),
    MAIL_DIR: join(home, "mail"),
  };
  add("mail", typescript("scripts/mail-inbox.ts"), inbox);
  const watch = build ? [] : ["--watch", "--watch-preserve-output"];
  add("worker", [...watch, ...typescript("worker/main.ts")], {
    ...shared,
    WEB_DATABASE_URL: databases.web,
    WORKER_DATABASE_URL: databases.worker,
  });
  add("ingest", [...watch, ...typescript("ingest/main.ts")], {
    ...shared,
    INGEST_DATABASE_URL: databases.ingest,
  });
  add("web", nextArguments(port, build), {
    ...shared,
    ...(build ? { CORDON_DIST_DIR: build } : {}),
    PORT: String(port),
    WEB_DATABASE_URL: databases.web,
  });

  try {
    await Promise.race([
      Promise.all([
        isHealthy(`${url}/api/health`),
        answersBy(ports.ingest, PATIENCE),
        answersBy(ports.mail, PATIENCE),
        answersBy(ports.smtp, PATIENCE),
      ]),
      broken.then((why) => Promise.reject(new Stop(why))),
      ...(signal ? [aborted(signal).then(() => signal.throwIfAborted())] : []),
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, mailUrl, ingestUrl, logs, add, broken, stop };
}

function nextArguments(port: number, build: string | undefined): string[] {
  const next = join(ROOT, "node_modules", "next", "dist", "bin", "next");
  return [
    next,
    build ? "start" : "dev",
    "--port",
    String(port),
    "--hostname",
    process.env.HOST ?? "127.0.0.1",
  ];
}

/** The secret of the portal at home: what seals an authenticator's key there, and opens it again. */
export const authSecret = (home: string): string => keptSecret(join(home, "auth-secret.json"));

const PATIENCE = 120_000;

async function isHealthy(address: string): Promise<void> {
  let last = "no answer";
  for (const began = Date.now(); Date.now() - began < PATIENCE; await sleep(100)) {
    try {
      const response = await fetch(address, { signal: AbortSignal.timeout(20_000) });
      if (response.status === 200) return;
      last = `${response.status} ${(await response.text()).slice(0, 300)}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
  }
  throw new Stop(`${address} did not become healthy: ${last}`);
}
