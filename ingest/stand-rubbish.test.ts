import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Asked, rubbish, seeded } from "@/bench/rubbish/shapes";
import { asSuperuser } from "@/db/testing/estate";
import { accessRequest } from "@/gateway/freeradius/packet";
import { findFreeradius, freeUdpPort, startGateway } from "@/gateway/freeradius/start";
import { newId } from "@/lib/kernel/id";
import { freePort } from "@/scripts/ports";
import { typescript } from "@/scripts/stack/child";

/** `npm run bench rubbish` sends a million; what is found there with another seed belongs here as well. */
const BODIES = 20_000;
const PACKETS = 5_000;
const token = "token-1";
const secret = "testing123";
const { ask, bytes } = rubbish(seeded(20_261_123));
const agent = new Agent({ keepAlive: true, maxSockets: 32 });
const folder = mkdtempSync(join(tmpdir(), "cordon-rubbish-"));
const freeradius = findFreeradius();
let ingest: ChildProcess;
let port: number;

beforeAll(async () => {
  await asSuperuser("insert into gateway (id, name, token_hash) values ($1, 'core', $2)", [
    newId(),
    createHash("sha256").update(token).digest(),
  ]);
  port = await freePort();
  const telling = resolve(import.meta.dirname, "../bench/rubbish/tell-memory.mjs");
  ingest = spawn(process.execPath, ["--expose-gc", "--import", telling, ...typescript("ingest/main.ts")], {
    env: { ...process.env, INGEST_HOST: "127.0.0.1", INGEST_PORT: String(port) },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  await vi.waitFor(() => fetch(`http://127.0.0.1:${port}/health`), { timeout: 40_000, interval: 200 });
});

afterAll(async () => {
  agent.destroy();
  const gone = once(ingest, "exit");
  ingest.kill("SIGTERM");
  await gone;
  rmSync(folder, { recursive: true, force: true });
});

/** What the process still holds when it has collected its garbage, in MB. */
async function held(): Promise<number> {
  const told = once(ingest, "message");
  ingest.send("memory");
  const [{ heapUsed, external }] = (await told) as [NodeJS.MemoryUsage];
  return (heapUsed + external) / 1_048_576;
}

const send = ({ method, path, body, headers }: Asked) =>
  new Promise<number>((resolve, reject) => {
    const all = { ...headers, "content-length": Buffer.byteLength(body) };
    const asked = request({ host: "127.0.0.1", port, path, method, agent, headers: all }, (answer) => {
      answer.resume();
      answer.once("end", () => resolve(answer.statusCode ?? 0));
    });
    asked.setTimeout(20_000, () =>
      asked.destroy(new Error(`${method} ${path.slice(0, 60)} was not answered`)),
    );
    asked.once("error", reject);
    asked.end(body);
  });

async function spray(count: number): Promise<Set<number>> {
  const statuses = new Set<number>();
  let left = count;
  const lane = async () => {
    while (left-- > 0) statuses.add(await send(ask(token)));
  };
  await Promise.all(Array.from({ length: 32 }, lane));
  return statuses;
}

const failed = async () => {
  const headers = { authorization: `Bearer ${token}` };
  const text = await fetch(`http://127.0.0.1:${port}/metrics`, { headers }).then((answer) => answer.text());
  return /^cordon_requests_failed_total (\d+)$/m.exec(text)?.[1];
};

it("answers bodies that nobody should send, fails at none, and holds no more afterwards", async () => {
  await spray(BODIES / 4);
  const before = await held();
  const statuses = await spray((BODIES * 3) / 4);
  expect([...statuses].toSorted()).toEqual([200, 400, 401, 404, 405]);
  expect((await held()) - before).toBeLessThan(8);
  expect(await failed()).toBe("0");
  expect(ingest.exitCode).toBeNull();
}, 180_000);

it.skipIf("missing" in freeradius)(
  "stands packets that no NAS sends, as FreeRADIUS does that passes them on",
  async () => {
    if ("missing" in freeradius) return;
    const [accountingPort, authPort] = [await freeUdpPort(), await freeUdpPort()];
    const ingestUrl = `http://127.0.0.1:${port}`;
    const gateway = await startGateway(freeradius, {
      folder,
      port: accountingPort,
      authPort,
      secret,
      ingestUrl,
      token,
    });
    const size = () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${gateway.process.pid}/status`, "utf8"))?.[1]) / 1_024;
    const socket = createSocket("udp4");
    const spoilt = (n: number): Buffer => {
      const made = accessRequest({
        id: n % 256,
        secret,
        name: bytes(1 + (n % 30)).toString("latin1"),
        password: "x",
        kind: n % 2 ? "pap" : "chap",
        more: n % 5 ? [] : [{ type: n % 256, value: bytes(n % 60) }],
      });
      if (n % 4 === 0) return bytes(1 + (n % 300));
      if (n % 4 === 1) made[n % made.length] = n & 255;
      if (n % 4 === 2) made.writeUInt16BE((n * 7) % 5_000, 2);
      return made;
    };
    const fire = async (from: number, to: number) => {
      for (let n = from; n < to; n += 1) {
        socket.send(spoilt(n), n % 7 ? authPort : accountingPort, "127.0.0.1");
        if (n % 25 === 24) await sleep(10);
      }
      await sleep(1_500);
    };
    try {
      await fire(0, PACKETS / 2);
      const before = [size(), await held()];
      await fire(PACKETS / 2, PACKETS);
      expect(size() - (before[0] ?? 0)).toBeLessThan(20);
      expect((await held()) - (before[1] ?? 0)).toBeLessThan(8);
      expect(gateway.process.exitCode).toBeNull();
      expect(await failed()).toBe("0");
    } finally {
      socket.close();
      await gateway.stop();
    }
  },
  120_000,
);
