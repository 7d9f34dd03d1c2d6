import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { type Freeradius, freeUdpPort } from "../freeradius/start";
import { type Asked, attributeOf } from "./asked";
import { type Behaviour, NAS_IDENTIFICATION_MISMATCH, SESSION_CONTEXT_NOT_FOUND } from "./behaviour";
import { type Answer, startController } from "./controller";
import type { Sessions } from "./sessions";

export interface TestNasOptions {
  /** Holds its client and its process id; made if it is not there. */
  folder: string;
  /** NAS-Identifier: a request that names another NAS is refused with Error-Cause 403. */
  name: string;
  /** The secret of who may ask, from 127.0.0.1. */
  secret: string;
  /** UDP, on 127.0.0.1; any free one unless said. */
  port?: number;
  sessions: Sessions;
  /** Until told otherwise by `behave`; honest unless said. */
  behaviour?: Behaviour | ((asked: Asked) => Behaviour);
  /** From the acknowledgement to the end of the session, in milliseconds. */
  endsAfter?: number;
}

export interface TestNas {
  readonly port: number;
  /** All that it was asked, except what was not signed with its secret: of that FreeRADIUS drops every trace. */
  readonly asked: readonly Asked[];
  /** How it takes requests for this session, or without one for all that nothing else is said of. */
  behave(behaviour: Behaviour, acctSessionId?: string): void;
  /** Resolves when it was asked so often in all. */
  wasAsked(times: number, within?: number): Promise<void>;
  /** Goes down and comes up at the same port, without its sessions. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Runs a NAS on loopback that can be asked to end sessions, and resolves when it answers. */
export async function startTestNas(freeradius: Freeradius, options: TestNasOptions): Promise<TestNas> {
  const { folder, name, sessions, endsAfter = 100 } = options;
  const port = options.port ?? (await freeUdpPort());
  const asked: Asked[] = [];
  const behaviours = new Map<string, Behaviour>();
  const stopping = new AbortController();
  let usual = options.behaviour ?? "honest";
  let restarting: Promise<void> = Promise.resolve();

  const controller = await startController(decide);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const client = `client portal {\n\tipaddr = 127.0.0.1\n\tsecret = "${options.secret}"\n\trequire_message_authenticator = yes\n}\n`;
  writeFileSync(`${folder}/clients.conf`, client, { mode: 0o600 });
  const run = () => runFreeradius(freeradius, { folder, port, controller: controller.url });
  let running = await run().catch(async (error: unknown) => {
    await controller.stop();
    throw error;
  });

  async function decide(request: Asked): Promise<Answer> {
    asked.push(request);
    const id = attributeOf(request, "Acct-Session-Id") ?? "";
    const behaviour = behaviours.get(id) ?? (typeof usual === "function" ? usual(request) : usual);
    if (behaviour === "silent") return { is: "nothing" };
    if (behaviour === "restarts") {
      void restart().catch(() => undefined);
      return { is: "nothing" };
    }
    if (typeof behaviour === "object" && "refuses" in behaviour)
      return { is: "nak", errorCause: behaviour.refuses };
    if ((attributeOf(request, "NAS-Identifier") ?? name) !== name)
      return { is: "nak", errorCause: NAS_IDENTIFICATION_MISMATCH };
    if (typeof behaviour === "object") await pause(behaviour.late * 1000);
    if (!sessions.has(id)) return { is: "nak", errorCause: SESSION_CONTEXT_NOT_FOUND };
    if (behaviour !== "keeps talking") void endSoon(id);
    return { is: "ack" };
  }

  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal: stopping.signal });

  async function endSoon(id: string): Promise<void> {
    await pause(endsAfter).catch(() => undefined);
    if (!stopping.signal.aborted && sessions.has(id)) await sessions.end(id);
  }

  function restart(): Promise<void> {
    restarting = restarting
      .catch(() => undefined)
      .then(async () => {
        if (stopping.signal.aborted) return;
        await running.stop();
        running = await run();
        await sessions.lost();
      });
    return restarting;
  }

  return {
    port,
    asked,
    behave(behaviour, acctSessionId) {
      if (acctSessionId === undefined) usual = behaviour;
      else behaviours.set(acctSessionId, behaviour);
    },
    async wasAsked(times, within = 30_000) {
      for (const began = Date.now(); asked.length < times; await sleep(20))
        if (Date.now() - began > within)
          throw new Error(`${name} was asked ${asked.length} times in ${within / 1000} s, not ${times}.`);
    },
    restart,
    async stop() {
      stopping.abort();
      await restarting.catch(() => undefined);
      await running.stop();
      await controller.stop();
    },
  };
}

async function runFreeradius(
  { server }: Freeradius,
  { folder, port, controller }: { folder: string; port: number; controller: string },
): Promise<{ stop(): Promise<void> }> {
  const env: Record<string, string | undefined> = {
    PATH: process.env.PATH,
    TZ: "UTC",
    TEST_NAS_FOLDER: folder,
    TEST_NAS_PORT: String(port),
    TEST_NAS_CONTROLLER: controller,
  };
  const child: ChildProcess = spawn(server, ["-f", "-l", "stdout", "-d", import.meta.dirname], {
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
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("error", reject);
    void ended.then(() => reject(new Error(`The test NAS did not start:\n${log}`)));
  });
  return {
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
