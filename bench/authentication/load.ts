import { createSocket, type Socket } from "node:dgram";
import { performance } from "node:perf_hooks";
import { ACCESS_ACCEPT, accessRequest } from "@/gateway/freeradius/packet";

export interface User {
  name: string;
  password: string;
}

export interface Load {
  rate: number;
  p50: number;
  p99: number;
}

const SOCKETS = 4;
const AGAIN_MS = 3_000;

/**
 * Signs on so many times, with so many requests under way at once, as a NAS does that sends one again when it is not answered.
 * Throws when a sign-on was refused or given up: a fast refusal is no figure. radclient takes more time than the server it measures.
 */
export async function load(
  port: number,
  secret: string,
  users: readonly User[],
  { total, atOnce, kind }: { total: number; atOnce: number; kind: "pap" | "chap" },
): Promise<Load> {
  // made before the clock runs: their MD5s are the client's work
  const prepared = Array.from({ length: total }, (_, n) => {
    const user = users[(n * 7919) % users.length];
    if (!user) throw new Error("nobody to sign on");
    return { n, user };
  });
  const took: number[] = [];
  const sockets = await Promise.all(Array.from({ length: SOCKETS }, open));
  const start = performance.now();
  await Promise.all(
    sockets.map(async ({ socket, waiting }, lane) => {
      const mine = prepared.filter(({ n }) => n % SOCKETS === lane);
      const window = Math.ceil(atOnce / SOCKETS);
      await Promise.all(
        Array.from({ length: window }, async (_, slot) => {
          // each slot has identifiers of its own, so that a late answer is never taken for another's
          const ids = Math.floor(256 / window);
          let used = 0;
          for (let next = mine.pop(); next; next = mine.pop()) {
            const id = slot * ids + (used++ % ids);
            took.push(await one(socket, waiting, id, next.user));
          }
        }),
      );
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  for (const { socket } of sockets) socket.close();
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { rate: total / seconds, p50: at(0.5), p99: at(0.99) };

  async function one(
    socket: Socket,
    waiting: Waiting,
    id: number,
    { name, password }: User,
  ): Promise<number> {
    const packet = accessRequest({ id, secret, name, password, kind });
    const began = performance.now();
    for (let tries = 0; tries < 4; tries += 1) {
      const code = await new Promise<number | null>((resolve) => {
        const timer = setTimeout(() => resolve(null), AGAIN_MS);
        waiting.set(id, (answer) => {
          clearTimeout(timer);
          resolve(answer);
        });
        socket.send(packet, port, "127.0.0.1");
      });
      if (code === null) continue;
      if (code !== ACCESS_ACCEPT) throw new Error(`${name} was answered with code ${code}.`);
      return performance.now() - began;
    }
    throw new Error(`${name} was not answered.`);
  }
}

type Waiting = Map<number, (code: number) => void>;

async function open(): Promise<{ socket: Socket; waiting: Waiting }> {
  const socket = createSocket({ type: "udp4", recvBufferSize: 4 * 1024 * 1024 });
  const waiting: Waiting = new Map();
  socket.on("message", (answer) => waiting.get(answer[1] ?? 0)?.(answer[0] ?? 0));
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  return { socket, waiting };
}
